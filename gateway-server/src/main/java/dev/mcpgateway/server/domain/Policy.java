package dev.mcpgateway.server.domain;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A guardrail policy (contract: guardrails.md). Null means that the policy does not say, and is written back as absent.
 *
 * @param block detectors whose hit refuses the call
 * @param warn detectors whose hit is only reported
 * @param extra fields that a file brought and this version does not know
 */
public record Policy(
        boolean enabled,
        @Nullable String policyName,
        @Nullable Provider provider,
        @Nullable List<String> block,
        @Nullable List<String> warn,
        @Nullable Attributes additionalConfig,
        @Nullable OnError onError,
        @Nullable OnChange onChange,
        Attributes extra) {

    public Policy {
        block = block == null ? null : List.copyOf(block);
        warn = warn == null ? null : List.copyOf(warn);
    }

    public enum Provider {
        LOCAL,
        ENKRYPT,
        WEBHOOK
    }

    public enum OnError {
        BLOCK,
        ALLOW
    }

    public enum OnChange {
        WARN,
        BLOCK,
        ALLOW
    }

    /** Every detector the policy names, those that block first. */
    public List<String> detectors() {
        return Stream.of(block, warn)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
