package dev.mcpgateway.server.usage;

import java.time.Instant;

/**
 * What was counted in one slot of time.
 *
 * @param start when the slot began
 */
public record SlotCount(Instant start, long count, long errors) {}
