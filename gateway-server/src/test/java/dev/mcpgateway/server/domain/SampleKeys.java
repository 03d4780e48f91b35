package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.ApiKey.Lifecycle;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keys for tests. */
final class SampleKeys {
    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private SampleKeys() {}

    static KeyCredential credential(int number) {
        return new KeyCredential(String.format("%016x", number), HASH, "mgw_a1b2...o5p6", false);
    }

    static ApiKey key(String id, Lifecycle lifecycle) {
        return key(id, credential(0), KeySettings.NONE, lifecycle, null);
    }

    static ApiKey key(
            String id,
            KeyCredential credential,
            KeySettings settings,
            Lifecycle lifecycle,
            @Nullable ClientToken clientToken) {
        return new ApiKey(
                id,
                "user",
                "project",
                credential,
                settings,
                lifecycle,
                clientToken,
                null,
                Instant.EPOCH,
                null,
                0,
                Attributes.EMPTY);
    }
}
