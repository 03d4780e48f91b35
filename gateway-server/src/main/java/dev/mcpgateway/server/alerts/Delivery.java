package dev.mcpgateway.server.alerts;

import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.domain.Secret;
import java.util.function.BooleanSupplier;

/**
 * Something to be posted.
 *
 * @param subject what it is about, for the log; the URL is not, because it may be all that a receiver asks for
 * @param body JSON
 * @param isWanted whether it is still to be sent
 * @param settled called once it is delivered or given up; not where the gateway stops first
 */
record Delivery(String subject, HttpUrl url, Secret secret, String body, BooleanSupplier isWanted, Runnable settled) {}
