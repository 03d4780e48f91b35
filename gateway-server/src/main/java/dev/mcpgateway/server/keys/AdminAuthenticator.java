package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a request comes from the administrator.
 *
 * <p>The configured admin key is a plain string, compared in constant time, or an {@code $argon2id$} hash of it. Guesses
 * at a hashed one are checked one at a time, so that a flood of them leaves the other hashing thread to user keys; the
 * right key, once accepted, passes by them.
 */
public final class AdminAuthenticator {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** So many guesses of one address, and of all, may wait: the administrator's own must not stand behind a flood. */
    private static final int GUESSES_PER_ADDRESS = 2;

    private static final int GUESSES = 64;

    private final KeyVerifier verifier;
    private final Duration longestWait;
    private final Semaphore turn = new Semaphore(1, true);
    private final ConcurrentMap<String, Integer> guessesByAddress = new ConcurrentHashMap<>();

    /** An authenticator that has hashed admin keys checked by {@code verifier}. */
    public AdminAuthenticator(KeyVerifier verifier) {
        this(verifier, LONGEST_WAIT);
    }

    AdminAuthenticator(KeyVerifier verifier, Duration longestWait) {
        this.verifier = verifier;
        this.longestWait = longestWait;
    }

    /**
     * Judges one request.
     *
     * @param configured {@code admin_apikey} as it is now; null or blank when the file has none
     * @param authorization the values of all {@code Authorization} headers, as received
     * @param address tells where the request comes from; bounds how many guesses of one caller wait
     * @throws MalformedHashException when the configured key begins like a hash and is none: nobody comes in
     * @throws HashingOverloadedException when an Argon2id is needed and its turn does not come in time
     */
    public AdminAuthentication authenticate(
            @Nullable Secret configured, List<String> authorization, Supplier<String> address) {
        if (authorization.isEmpty()
                || (authorization.size() == 1 && authorization.get(0).isBlank())) {
            return AdminAuthentication.MISSING_HEADER;
        }
        Secret presented = authorization.size() == 1 ? BearerHeader.key(authorization.get(0)) : null;
        if (presented == null) {
            return AdminAuthentication.MALFORMED_HEADER;
        }
        if (configured == null || configured.isBlank()) {
            return AdminAuthentication.NOT_CONFIGURED;
        }
        return isAdminKey(presented, configured, address)
                ? AdminAuthentication.ACCEPTED
                : AdminAuthentication.INVALID_KEY;
    }

    private boolean isAdminKey(Secret presented, Secret configured, Supplier<String> address) {
        return KeyHasher.isHash(configured.reveal())
                ? isHashedIn(configured.reveal(), presented, address.get())
                : configured.matches(presented);
    }

    private boolean isHashedIn(String hash, Secret presented, String address) {
        if (verifier.remembers(presented, hash)) {
            return true;
        }
        enqueue(address);
        try {
            takeTurn();
            try {
                return verifier.verify(presented, hash).matches();
            } finally {
                turn.release();
            }
        } finally {
            leave(address);
        }
    }

    private void enqueue(String address) {
        int waiting = guessesByAddress.merge(address, 1, Integer::sum);
        if (waiting > GUESSES_PER_ADDRESS || turn.getQueueLength() >= GUESSES) {
            leave(address);
            throw HashingOverloadedException.full(Duration.ofSeconds(1));
        }
    }

    private void leave(String address) {
        guessesByAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    private void takeTurn() {
        try {
            if (!turn.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                throw HashingOverloadedException.waited(longestWait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw HashingOverloadedException.interrupted();
        }
    }
}
