package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Secret;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Finds the record of a key that is presented, and proves the key by its hash: the form, the checksum, the look-up and the
 * Argon2id, the last at the first use alone and never for a key that has no record.
 */
final class KeyFinder {

    private static final int LONGEST_KEY = 256;

    private final KeyVerifier verifier;
    private final StrongerHashes strongerHashes;

    /** The state that was asked for last; what is remembered of one refers to its token and does not keep it in memory. */
    private volatile Moment moment = new Moment(GatewayState.EMPTY, new Object());

    private record Moment(GatewayState state, Object token) {}

    KeyFinder(KeyVerifier verifier, StrongerHashes strongerHashes) {
        this.verifier = verifier;
        this.strongerHashes = strongerHashes;
    }

    /** What {@code presented} is in {@code state}, or null when it is no key of it. */
    @Nullable
    KnownKey find(GatewayState state, Secret presented) {
        if (presented.length() > LONGEST_KEY) {
            return null;
        }
        KeyIdentity.Digest identity = verifier.identify(presented);
        Object token = tokenOf(state);
        KnownKey known = verifier.recall(identity, token);
        if (known != null) {
            return known;
        }
        ApiKey record = lookUp(state, presented, identity);
        if (record == null) {
            return null;
        }
        KnownKey found =
                new KnownKey(record, state.projectById(record.projectId()).orElse(null), token);
        verifier.found(identity, found);
        return found;
    }

    private @Nullable ApiKey lookUp(GatewayState state, Secret presented, KeyIdentity.Digest identity) {
        String text = presented.reveal();
        boolean wellFormed = KeyFormat.hasValidChecksum(text);
        Iterator<ApiKey> found = state.keysByLookup(KeyFormat.lookup(text)).iterator();
        while (found.hasNext()) {
            ApiKey key = found.next();
            // A key that a file brought may be of any form: one of the gateway's own is mistyped where it is not of
            // that.
            if ((wellFormed || key.credential().legacy()) && isProved(key, presented, identity)) {
                return key;
            }
        }
        return null;
    }

    private boolean isProved(ApiKey key, Secret presented, KeyIdentity.Digest identity) {
        KeyMatch match;
        try {
            match = verifier.verify(identity, key.credential(), presented);
        } catch (MalformedHashException unreadable) {
            return false;
        }
        if (match == KeyMatch.FRESH) {
            strongerHashes.proved(key, presented);
        }
        return match.matches();
    }

    /** What stands for {@code state}: the same object for the same state, another one for each other. */
    private Object tokenOf(GatewayState state) {
        Moment last = moment;
        if (last.state != state) {
            last = new Moment(state, new Object());
            moment = last;
        }
        return last.token;
    }

    /** Ends what it does beside the requests. */
    void close() {
        strongerHashes.close();
    }
}
