package dev.mcpgateway.client.model;

import java.time.Instant;
import java.util.List;

/**
 * What a look over the whole state has found.
 *
 * @param timestamp when this was made
 * @param status whether there are no issues
 * @param issues what does not fit together, in sentences; empty where everything does
 * @param warnings what is stored and has no effect, or less than one may think, in sentences
 * @param statistics how much there is of everything
 */
public record SystemHealth(
        Instant timestamp, HealthStatus status, List<String> issues, List<String> warnings, Statistics statistics) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public SystemHealth {
        Required.field(timestamp, "timestamp");
        Required.field(status, "status");
        issues = Required.list(issues);
        warnings = Required.list(warnings);
        Required.field(statistics, "statistics");
    }
}
