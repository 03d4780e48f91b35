package dev.mcpgateway.client.model;

/**
 * What a health check comes to.
 *
 * @param value the word on the wire
 */
public record HealthStatus(String value) implements OpenEnum {
    /** Nothing is wrong. */
    public static final HealthStatus HEALTHY = new HealthStatus("healthy");

    /** Something is: {@link SystemHealth#issues()} says what. */
    public static final HealthStatus UNHEALTHY = new HealthStatus("unhealthy");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
