package dev.mcpgateway.server.bridge;

import org.jspecify.annotations.Nullable;

/**
 * What a client and the gateway have agreed on; each is another one than any before it, whatever it holds.
 *
 * <p>{@code id} is the gateway's name of it, null where it keeps none; {@code version} that of the protocol, null before there is
 * an agreement.
 */
final class Session {
    /** Before {@code initialize}. */
    static final Session NONE = new Session(null, null);

    private final @Nullable String id;
    private final @Nullable String version;

    Session(@Nullable String id, @Nullable String version) {
        this.id = id;
        this.version = version;
    }

    @Nullable
    String id() {
        return id;
    }

    @Nullable
    String version() {
        return version;
    }
}
