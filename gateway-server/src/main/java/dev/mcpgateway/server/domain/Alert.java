package dev.mcpgateway.server.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something about a key that its administrator wants to be told of.
 *
 * @param id {@code alert_} and 16 Base62 digits
 * @param webhookSecret signs what is sent to the webhook; null where there is none
 */
public record Alert(
        String id, AlertSettings settings, @Nullable Secret webhookSecret, Instant createdAt) {}
