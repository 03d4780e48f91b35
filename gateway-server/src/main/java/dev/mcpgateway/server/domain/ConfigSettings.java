package dev.mcpgateway.server.domain;

import org.jspecify.annotations.Nullable;

/**
 * How a configuration is offered to clients.
 *
 * @param prefix whether tool names carry their server's name; null stands for {@link Prefix#ALWAYS}
 * @param mode whether clients see the tools or the meta-tools that search them; null stands for {@link Mode#TOOLS}
 * @param modelUpstream where {@code /v1} is relayed to, if anywhere
 */
public record ConfigSettings(
        @Nullable Prefix prefix,
        @Nullable Mode mode,
        @Nullable ModelUpstream modelUpstream) {
    public static final ConfigSettings DEFAULT = new ConfigSettings(null, null, null);

    public enum Prefix {
        ALWAYS,
        NEVER
    }

    public enum Mode {
        TOOLS,
        SEARCH
    }
}
