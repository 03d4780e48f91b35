package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.Secret;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * Argon2id hashes of keys as PHC strings.
 *
 * <p>One hash takes tens of milliseconds and 19 MiB. At most two run in the process at a time, whatever the number of
 * hashers; up to 10,000 others wait, none for more than 30 s. A call blocks its thread and may come from any.
 */
public final class KeyHasher {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private final Argon2Parameters parameters;
    private final SecureRandom random;
    private final HashingQueue queue;

    /** A hasher that makes new hashes at the cost of {@code parameters}, with salts from {@code random}. */
    public KeyHasher(Argon2Parameters parameters, SecureRandom random) {
        this(parameters, random, HashingQueue.ofProcess());
    }

    KeyHasher(Argon2Parameters parameters, SecureRandom random, HashingQueue queue) {
        this.parameters = parameters;
        this.random = random;
        this.queue = queue;
    }

    /**
     * A new hash of {@code key}, with a salt of its own.
     *
     * @throws HashingOverloadedException when the turn does not come in time
     */
    public String hash(Secret key) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = queue.run(() -> Argon2id.hash(key, salt, parameters, HASH_BYTES));
        return new PhcString(parameters, salt, hash).format();
    }

    /**
     * Whether {@code storedHash} is a hash of {@code key}, at the cost that is written in the hash.
     *
     * @throws MalformedHashException when the hash cannot be read
     * @throws HashingOverloadedException when the turn does not come in time
     */
    public boolean verify(Secret key, String storedHash) {
        PhcString stored = PhcString.parse(storedHash);
        byte[] hash = queue.run(() -> Argon2id.hash(key, stored.salt(), stored.parameters(), stored.hash().length));
        return MessageDigest.isEqual(stored.hash(), hash);
    }

    /**
     * Whether {@code storedHash} is weaker than one made now: any parameter lower, or a shorter salt or hash. One that
     * costs more is left as it is.
     *
     * @throws MalformedHashException when the hash cannot be read
     */
    public boolean needsRehash(String storedHash) {
        PhcString stored = PhcString.parse(storedHash);
        return stored.parameters().isWeakerThan(parameters)
                || stored.salt().length < SALT_BYTES
                || stored.hash().length < HASH_BYTES;
    }

    /** Runs one hash, so that the first key finds compiled code and a sized heap. */
    public void warmUp() {
        queue.run(() -> Argon2id.hash(Secret.of("warm-up"), new byte[SALT_BYTES], parameters, HASH_BYTES));
    }

    /** Whether {@code value} means to be a hash and not a key: it begins with {@code $argon2id$}. */
    public static boolean isHash(String value) {
        return value.startsWith(PhcString.START);
    }

    /**
     * The cost that is written in {@code storedHash}; checks a hash from a file without running it.
     *
     * @throws MalformedHashException when the hash cannot be read
     */
    public static Argon2Parameters parametersOf(String storedHash) {
        return PhcString.parse(storedHash).parameters();
    }
}
