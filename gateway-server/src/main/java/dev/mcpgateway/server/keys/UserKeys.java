package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.KeyMinter;
import dev.mcpgateway.server.domain.KeyPrefix;
import dev.mcpgateway.server.domain.OverloadedException;
import dev.mcpgateway.server.domain.Secret;
import java.security.SecureRandom;

/** Makes keys, and takes over keys that a file holds in clear. Each costs one Argon2id, which takes its turn among the others. */
public final class UserKeys implements KeyMinter, ClearKeys {
    private final SecureRandom random;
    private final KeyHasher hasher;

    /** Keys and ids are made of {@code random}. */
    public UserKeys(SecureRandom random, KeyHasher hasher) {
        this.random = random;
        this.hasher = hasher;
    }

    @Override
    public MintedKey mint(KeyPrefix prefix) {
        Secret key = KeyFormat.mint(prefix, random);
        return new MintedKey(key, KeyFormat.keyId(random), credential(key));
    }

    @Override
    public Secret mintAdminKey() {
        return KeyFormat.adminKey(random);
    }

    @Override
    public String mintAlertId() {
        return KeyFormat.alertId(random);
    }

    @Override
    public Secret mintWebhookSecret() {
        return KeyFormat.webhookSecret(random);
    }

    @Override
    public String lookup(Secret key) {
        return KeyFormat.lookup(key.reveal());
    }

    @Override
    public String keyId(Secret key) {
        return KeyFormat.derivedKeyId(key.reveal());
    }

    @Override
    public KeyCredential credential(Secret key) {
        KeyCredential unhashed = unhashed(key);
        try {
            return new KeyCredential(unhashed.lookup(), hasher.hash(key), unhashed.mask(), unhashed.legacy());
        } catch (HashingOverloadedException overloaded) {
            throw new OverloadedException("Too many keys are being hashed: try again later");
        }
    }

    @Override
    public KeyCredential unhashed(Secret key) {
        String text = key.reveal();
        boolean legacy = !KeyFormat.hasValidForm(text) || !KeyFormat.hasValidChecksum(text);
        return new KeyCredential(KeyFormat.lookup(text), "", KeyFormat.mask(text), legacy, key);
    }
}
