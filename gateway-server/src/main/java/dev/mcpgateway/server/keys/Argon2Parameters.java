package dev.mcpgateway.server.keys;

/**
 * What one Argon2id hash costs. The bounds keep a hand-written file from taking all memory or a minute of a processor
 * at every first use of a key.
 *
 * @param memoryKib memory in KiB: at least 8 for each lane, at most 1 GiB
 * @param iterations passes over that memory, 1 to 16
 * @param parallelism lanes, 1 to 16; they are computed one after the other and only make hashes of other programs
 *     verifiable
 */
public record Argon2Parameters(int memoryKib, int iterations, int parallelism) {

    /** 19 MiB, two passes, one lane: the OWASP Password Storage Cheat Sheet's recommendation for Argon2id. */
    public static final Argon2Parameters DEFAULT = new Argon2Parameters(19_456, 2, 1);

    private static final int MAX_MEMORY_KIB = 1 << 20;
    private static final int MAX_ITERATIONS = 16;
    private static final int MAX_PARALLELISM = 16;
    private static final int MIN_MEMORY_KIB_PER_LANE = 8;

    /** Checks the bounds; an {@link IllegalArgumentException} names the one that is broken. */
    public Argon2Parameters {
        requireBetween(1, parallelism, MAX_PARALLELISM, "parallelism (p)");
        requireBetween(1, iterations, MAX_ITERATIONS, "iterations (t)");
        requireBetween(MIN_MEMORY_KIB_PER_LANE * parallelism, memoryKib, MAX_MEMORY_KIB, "memory in KiB (m)");
    }

    /** Whether any of the three is below that of {@code other}. */
    boolean isWeakerThan(Argon2Parameters other) {
        return memoryKib < other.memoryKib || iterations < other.iterations || parallelism < other.parallelism;
    }

    private static void requireBetween(int least, int value, int most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "Argon2 " + name + " is " + value + ", allowed are " + least + " to " + most);
        }
    }
}
