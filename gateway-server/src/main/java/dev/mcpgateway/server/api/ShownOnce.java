package dev.mcpgateway.server.api;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.mcpgateway.server.domain.Secret;

/** A secret in an answer, on purpose: the only way for one to get there. */
public record ShownOnce(Secret secret) {
    @JsonValue
    String revealed() {
        return secret.reveal();
    }
}
