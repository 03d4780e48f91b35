package dev.mcpgateway.server.domain;

import java.util.ArrayList;
import java.util.List;

/** Makes {@code key_1}, {@code key_2} and so on, with the credentials of {@link SampleKeys} of the same numbers. */
final class CountingMinter implements KeyMinter {
    private Runnable meanwhile = () -> {};
    private int minted;
    private int alerts;
    private final List<KeyPrefix> prefixes = new ArrayList<>();

    /** What another caller does while a key is being made. */
    void whileMinting(Runnable deed) {
        this.meanwhile = deed;
    }

    List<KeyPrefix> prefixes() {
        return prefixes;
    }

    int minted() {
        return minted;
    }

    Secret secret(int number) {
        return Secret.of("secret of key_" + number);
    }

    @Override
    public MintedKey mint(KeyPrefix prefix) {
        minted++;
        prefixes.add(prefix);
        MintedKey key = new MintedKey(secret(minted), "key_" + minted, SampleKeys.credential(minted));
        meanwhile.run();
        return key;
    }

    @Override
    public Secret mintAdminKey() {
        return Secret.of("admin");
    }

    @Override
    public String mintAlertId() {
        return "alert_" + ++alerts;
    }

    @Override
    public Secret mintWebhookSecret() {
        return Secret.of("secret of alert_" + alerts);
    }

    @Override
    public String lookup(Secret key) {
        return "none";
    }
}
