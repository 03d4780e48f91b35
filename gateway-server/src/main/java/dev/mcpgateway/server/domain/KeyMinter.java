package dev.mcpgateway.server.domain;

/** Makes user keys and admin keys. Minting a user key takes tens of milliseconds: never do it inside a transaction. */
public interface KeyMinter {
    /**
     * A new user key that begins with {@code prefix}, its public id and what is stored of it.
     *
     * @throws OverloadedException when too many keys are being hashed
     */
    MintedKey mint(KeyPrefix prefix);

    /** A new admin key of 256 bits. */
    Secret mintAdminKey();

    /** A new {@code alert_…} id. */
    String mintAlertId();

    /** A new secret of 256 bits that signs what is sent to a webhook. */
    Secret mintWebhookSecret();

    /** What finds the record of {@code key}: {@link KeyCredential#lookup}. */
    String lookup(Secret key);

    /** The key is shown to its owner once; {@code credential} is what is kept. */
    record MintedKey(Secret key, String keyId, KeyCredential credential) {}
}
