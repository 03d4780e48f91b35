package dev.mcpgateway.client.model;

/**
 * How many keys were deleted.
 *
 * @param deleted how many were deleted
 */
public record DeletedKeys(int deleted) {}
