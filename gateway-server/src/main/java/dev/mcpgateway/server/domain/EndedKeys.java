package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Change.KeySaved;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a state that takes the place of another one may not undo: a key that has ended stays ended, a secret that a renewal ended
 * opens nothing, and a key that ends after a rotation ends when it was to.
 */
public final class EndedKeys {
    private EndedKeys() {}

    /**
     * A state that may take the place of another one.
     *
     * @param stillRevoked the ids of the keys that came back revoked
     * @param corrections what makes it of the next state, beside {@code ended}
     * @param ended the {@link GatewayState#endedKeys} that come of it: what is not to come back to life
     */
    public record Kept(GatewayState state, List<String> stillRevoked, List<Change> corrections, Set<String> ended) {
        /** Whether this is the same as {@code other}, which was made of the same next state. */
        boolean isSameAs(Kept other) {
            return corrections.equals(other.corrections) && ended.equals(other.ended);
        }
    }

    /** Which proof of a key counts where both states have one. */
    public enum Proof {
        /** The present one, because the other state may have it from before a renewal. */
        PRESENT,
        /** That of the new state, unless it has ended; a hash that was made already is not made again. */
        NEXT
    }

    /** {@code next}, with what may not be undone of {@code present}. */
    public static Kept kept(GatewayState present, GatewayState next, Proof proof, Instant now) {
        List<Change> corrections = new ArrayList<>();
        List<String> stillRevoked = new ArrayList<>();
        for (ApiKey key : next.keys()) {
            ApiKey old = present.keyById(key.id()).orElse(null);
            ApiKey corrected = old == null ? key : corrected(present, key, old, proof);
            boolean ended = hasEnded(present, key.id())
                    || hasEnded(present, corrected.credential().lookup())
                    || (old != null && (old.isRevoked() || (isReplaced(old, now) && !isReplaced(key, now))));
            if (ended && !corrected.isRevoked()) {
                stillRevoked.add(key.id());
                corrected = corrected.withLifecycle(corrected.lifecycle().revoked(now), now);
            }
            if (!corrected.equals(key)) {
                corrections.add(new KeySaved(corrected));
            }
        }
        // The number of the commit is not known yet; what replaces everything gives it to all records.
        GatewayState whole = corrections.isEmpty() ? next : next.after(corrections, next.seq());
        Set<String> ended = ids(present, whole);
        return new Kept(whole.withEndedKeys(ended), List.copyOf(stillRevoked), List.copyOf(corrections), ended);
    }

    /** What of {@code present} is not to come back to life after {@code next}: ids of keys, and look-ups of secrets. */
    static Set<String> ids(GatewayState present, GatewayState next) {
        Set<String> ended = new HashSet<>();
        present.endedKeys().forEach((id, yes) -> ended.add(id));
        for (ApiKey key : present.keys()) {
            boolean isLost = key.lifecycle().replacedBy() != null
                    && next.keyById(key.id()).isEmpty();
            if (key.isRevoked() || isLost) {
                ended.add(key.id());
            }
        }
        return ended;
    }

    private static boolean hasEnded(GatewayState present, String idOrLookup) {
        return present.endedKeys().get(idOrLookup) != null;
    }

    private static ApiKey corrected(GatewayState state, ApiKey key, ApiKey present, Proof proof) {
        String lookup = key.credential().lookup();
        boolean sameKey = lookup.equals(present.credential().lookup());
        boolean keeps = proof == Proof.PRESENT
                || hasEnded(state, lookup)
                || (sameKey && !key.credential().isHashed());
        ApiKey corrected = keeps ? key.withCredential(present.credential()) : key;
        String replacedBy = present.lifecycle().replacedBy();
        return replacedBy == null || present.isRevoked()
                ? corrected
                : corrected.withLifecycle(
                        corrected
                                .lifecycle()
                                .replacedBy(replacedBy)
                                .expiringAt(present.lifecycle().expiresAt()),
                        present.updatedAt());
    }

    /** Whether the time that a rotation left to the key has run out. */
    private static boolean isReplaced(ApiKey key, Instant now) {
        return key.lifecycle().replacedBy() != null && key.isExpired(now);
    }
}
