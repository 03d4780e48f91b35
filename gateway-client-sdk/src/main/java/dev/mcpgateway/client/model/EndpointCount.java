package dev.mcpgateway.client.model;

/**
 * The requests of one kind.
 *
 * @param endpoint the template of the route, {@code tools/call:<server>/<tool>}, or {@code other}
 * @param count how many there were
 * @param errors how many of them failed
 */
public record EndpointCount(String endpoint, long count, long errors) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public EndpointCount {
        Required.field(endpoint, "endpoint");
    }
}
