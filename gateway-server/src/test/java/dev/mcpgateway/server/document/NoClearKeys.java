package dev.mcpgateway.server.document;

import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.Secret;

/** For documents that hold no key in clear. */
enum NoClearKeys implements ClearKeys {
    INSTANCE;

    @Override
    public String keyId(Secret key) {
        throw new AssertionError("a key in clear");
    }

    @Override
    public KeyCredential credential(Secret key) {
        throw new AssertionError("a key in clear");
    }

    @Override
    public KeyCredential unhashed(Secret key) {
        throw new AssertionError("a key in clear");
    }
}
