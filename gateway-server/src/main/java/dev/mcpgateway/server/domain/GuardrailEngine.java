package dev.mcpgateway.server.domain;

import java.util.Optional;

/** What runs the detectors of guardrail policies. */
@FunctionalInterface
public interface GuardrailEngine {
    /** Runs nothing. */
    GuardrailEngine NONE =
            (detector, policy, settings) -> Optional.of("this version of the gateway runs no guardrail detectors");

    /** Why {@code detector} does not run under {@code policy}; empty when it does. */
    Optional<String> whyNot(String detector, Policy policy, Settings settings);
}
