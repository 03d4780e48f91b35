package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyPrefix;
import dev.mcpgateway.server.domain.Plans;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.store.MemoryChangeLog;
import dev.mcpgateway.server.testing.SettableClock;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** An authenticator with clocks that a test moves; it counts how many Argon2id run. */
final class Door {
    static final Instant NOW = Instant.ofEpochSecond(1_767_225_600);
    static final InetAddress CLIENT = AddressRange.address("192.0.2.1");
    static final int FAILURES_A_MINUTE = 5;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The cheapest hashes there are. */
    static final KeyHasher HASHER = new KeyHasher(new Argon2Parameters(8, 1, 1), RANDOM);

    final SettableClock clock = new SettableClock(NOW);
    final NanoClock nanos = new NanoClock();
    final AtomicInteger checks = new AtomicInteger();
    final ChangeLog log;
    final RateLimiter limiter = new RateLimiter(nanos);
    final RequestSignatures signatures = new RequestSignatures(clock::instant, nanos);
    final KeyAuthenticator authenticator;

    Door(GatewayState state) {
        log = new MemoryChangeLog(state);
        KeyVerifier verifier = new KeyVerifier(
                (key, hash) -> {
                    checks.incrementAndGet();
                    return HASHER.verify(key, hash);
                },
                RANDOM,
                1_000);
        authenticator = new KeyAuthenticator(
                verifier,
                new StrongerHashes(HASHER, verifier, log),
                signatures,
                limiter,
                new FailureThrottle(() -> FAILURES_A_MINUTE, nanos),
                new Timestamps(clock)::latest,
                () -> Plans.DEFAULT,
                keyId -> {});
    }

    static Secret newKey() {
        return KeyFormat.mint(KeyPrefix.MGW, RANDOM);
    }

    static SampleKey sample() {
        return sample(newKey());
    }

    static SampleKey sample(Secret key) {
        return new SampleKey("key_1", key, HASHER.hash(key));
    }

    KeyHolder identify(Secret key) {
        return authenticator.identify(log.state(), key, CLIENT);
    }
}
