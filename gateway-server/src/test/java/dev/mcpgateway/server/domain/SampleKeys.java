package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.ApiKey.Lifecycle;
import java.time.Instant;

/** Keys for tests. */
final class SampleKeys {
    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private SampleKeys() {}

    static KeyCredential credential(int number) {
        return new KeyCredential(String.format("%016x", number), HASH, "mgw_a1b2...o5p6", false);
    }

    static ApiKey key(String id, Lifecycle lifecycle) {
        return new ApiKey(id, "user", "project", credential(0), lifecycle, Instant.EPOCH, null, 0, Attributes.EMPTY);
    }
}
