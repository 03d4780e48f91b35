package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** Which eras a fixture speaks: there are servers of all three kinds. */
enum Spoken {
    BOTH,
    LEGACY_ONLY,
    MODERN_ONLY;

    /** The versions, the newest first. */
    List<String> versions() {
        return switch (this) {
            case BOTH ->
                Stream.concat(Stream.of(Era.MODERN_VERSION), Era.LEGACY_VERSIONS.stream())
                        .toList();
            case LEGACY_ONLY -> Era.LEGACY_VERSIONS;
            case MODERN_ONLY -> List.of(Era.MODERN_VERSION);
        };
    }

    /** The era that {@code message} is answered in: what it says of itself decides where there is a choice. */
    Era era(JsonNode message) {
        return switch (this) {
            case BOTH -> said(message);
            case LEGACY_ONLY -> Era.LEGACY;
            case MODERN_ONLY -> Era.MODERN;
        };
    }

    private static Era said(JsonNode message) {
        return switch (message.path("method").asText()) {
            case "server/discover", "subscriptions/listen" -> Era.MODERN;
            default -> message.path("params").path("_meta").has(Era.VERSION_KEY) ? Era.MODERN : Era.LEGACY;
        };
    }
}
