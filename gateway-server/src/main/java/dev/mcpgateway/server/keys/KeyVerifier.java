package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.Secret;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Checks keys against stored hashes, and pays for an Argon2id only once per key and process.
 *
 * <p>A success is remembered as a pair, the identity of the key and the hash it was found right by, and counts for that
 * hash alone: a changed hash never meets what is remembered of the old one, so a change of a key needs nothing dropped
 * here. A failure is not remembered. Any number of calls with the same key at the same time share one Argon2id and its
 * outcome. A remembered key costs under a microsecond and no lock.
 *
 * <p>That a key is right says nothing about its rights: whether its record is disabled, expired or revoked is for the
 * caller to see, each time.
 */
public final class KeyVerifier {

    private static final int DEFAULT_BOUND = 100_000;

    private final BiPredicate<Secret, String> check;
    private final KeyIdentity identities;
    private final VerifiedKeys verified;
    private final ConcurrentMap<Attempt, CompletableFuture<Boolean>> running = new ConcurrentHashMap<>();

    /** A check that is under way. */
    private record Attempt(KeyIdentity.Digest identity, String storedHash) {}

    /** A verifier that remembers up to 100,000 keys, about 20 MB. */
    public KeyVerifier(KeyHasher hasher, SecureRandom random) {
        this(hasher::verify, random, DEFAULT_BOUND);
    }

    KeyVerifier(BiPredicate<Secret, String> check, SecureRandom random, int bound) {
        this.check = check;
        this.identities = new KeyIdentity(random);
        this.verified = new VerifiedKeys(bound);
    }

    /**
     * Whether {@code presented} is the key that {@code storedHash} was made of.
     *
     * @throws MalformedHashException when the hash cannot be read
     * @throws HashingOverloadedException when an Argon2id is needed and its turn does not come in time
     */
    public KeyMatch verify(Secret presented, String storedHash) {
        return verify(identities.of(presented), presented, storedHash);
    }

    private KeyMatch verify(KeyIdentity.Digest identity, Secret presented, String storedHash) {
        return verified.contains(identity, storedHash) ? KeyMatch.REMEMBERED : check(identity, presented, storedHash);
    }

    private KeyMatch check(KeyIdentity.Digest identity, Secret presented, String storedHash) {
        Attempt attempt = new Attempt(identity, storedHash);
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> others = running.putIfAbsent(attempt, mine);
        if (others != null) {
            return await(others) ? KeyMatch.REMEMBERED : KeyMatch.WRONG;
        }
        try {
            // Another call may have finished between the look above and the start of this one.
            if (verified.contains(identity, storedHash)) {
                mine.complete(true);
                return KeyMatch.REMEMBERED;
            }
            boolean matches = check.test(presented, storedHash);
            if (matches) {
                verified.remember(identity, storedHash);
            }
            mine.complete(matches);
            return matches ? KeyMatch.FRESH : KeyMatch.WRONG;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(attempt, mine);
        }
    }

    /**
     * Whether {@code presented} is the key of {@code credential}. One whose hash is still being made is compared itself,
     * in constant time.
     *
     * @throws MalformedHashException when the hash cannot be read
     * @throws HashingOverloadedException when an Argon2id is needed and its turn does not come in time
     */
    public KeyMatch verify(KeyCredential credential, Secret presented) {
        return verify(identities.of(presented), credential, presented);
    }

    /** As {@link #verify(KeyCredential, Secret)}, of a key whose identity is known. */
    KeyMatch verify(KeyIdentity.Digest identity, KeyCredential credential, Secret presented) {
        Secret clear = credential.clear();
        if (clear == null) {
            return verify(identity, presented, credential.hash());
        }
        return clear.matches(presented) ? KeyMatch.REMEMBERED : KeyMatch.WRONG;
    }

    /** Whether {@link #verify(Secret, String)} with the same arguments would need no Argon2id. */
    public boolean remembers(Secret presented, String storedHash) {
        return verified.contains(identities.of(presented), storedHash);
    }

    /** Remembers that {@code storedHash} is one of {@code proved}, which was made of it just now. */
    void remember(Secret proved, String storedHash) {
        verified.remember(identities.of(proved), storedHash);
    }

    /** By what a key is known here. */
    KeyIdentity.Digest identify(Secret presented) {
        return identities.of(presented);
    }

    /** What the key was {@link #found} to be at {@code moment}, or null. */
    @Nullable
    KnownKey recall(KeyIdentity.Digest identity, Object moment) {
        return verified.recall(identity, moment);
    }

    /** Remembers what a key is that was verified, until another moment is asked for. */
    void found(KeyIdentity.Digest identity, KnownKey key) {
        verified.found(identity, key);
    }

    /** How many keys are remembered. */
    public int size() {
        return verified.size();
    }

    /** The outcome of another call; that one's own wait is bounded, hence this one too. */
    private static boolean await(CompletableFuture<Boolean> others) {
        try {
            return others.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HashingOverloadedException.interrupted();
        } catch (ExecutionException e) {
            throw Thrown.by(e);
        }
    }
}
