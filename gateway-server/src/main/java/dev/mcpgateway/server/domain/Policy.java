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

    private static final List<String> SWITCHED = List.of("pii_redaction", "relevancy", "adherence", "hallucination");
    private static final List<String> LISTED = List.of("keywords", "patterns");

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

    /**
     * Everything the policy asks for, by the names that reports give it: the detectors, those that block first, then the
     * checks of its {@code additional_config}, then {@code policy:} and the name of the remote provider's own policy, where
     * the policy names one and blocks nothing itself.
     */
    public List<String> checks() {
        Stream<String> detectors =
                Stream.of(block, warn).filter(Objects::nonNull).flatMap(List::stream);
        Attributes additional = additionalConfig == null ? Attributes.EMPTY : additionalConfig;
        Stream<String> switched = SWITCHED.stream().filter(name -> Boolean.TRUE.equals(additional.get(name)));
        Stream<String> listed =
                LISTED.stream().filter(name -> additional.get(name) instanceof List<?> list && !list.isEmpty());
        boolean asksRemote = policyName != null && !policyName.isBlank() && (block == null || block.isEmpty());
        Stream<String> remote = asksRemote ? Stream.of("policy:" + policyName) : Stream.of();
        return Stream.of(detectors, switched, listed, remote)
                .flatMap(names -> names)
                .distinct()
                .toList();
    }
}
