package dev.mcpgateway.client.model;

/**
 * A detector that does not run.
 *
 * @param detector the detector's name
 * @param reason why it does not run
 */
public record NotEnforced(String detector, String reason) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public NotEnforced {
        Required.field(detector, "detector");
        Required.field(reason, "reason");
    }
}
