package dev.mcpgateway.server.alerts;

import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.WebhookUrl;
import java.util.function.BooleanSupplier;

/**
 * Something to be posted.
 *
 * @param subject what it is about, for the log; the URL is not, because it may be all that a receiver asks for
 * @param body JSON
 * @param isWanted whether it is still to be sent
 */
record Delivery(String subject, WebhookUrl url, Secret secret, String body, BooleanSupplier isWanted) {}
