package dev.mcpgateway.client.model;

import java.util.List;

/**
 * Which detectors of a policy run.
 *
 * @param enforced the detectors that run
 * @param notEnforced the detectors that do not run; at a call they count as failed, and {@code on_error} decides
 */
public record Enforcement(List<String> enforced, List<NotEnforced> notEnforced) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public Enforcement {
        enforced = Required.list(enforced);
        notEnforced = Required.list(notEnforced);
    }
}
