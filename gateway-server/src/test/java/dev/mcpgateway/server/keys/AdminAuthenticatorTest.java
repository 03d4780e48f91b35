package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AdminAuthenticatorTest {
    private static final String ADDRESS = "203.0.113.9";

    private static final Secret ADMIN = Secret.of("mgw_admin_0123456789");
    private static final String BEARER = "Bearer mgw_admin_0123456789";

    private final KeyHasher hasher = new KeyHasher(new Argon2Parameters(64, 1, 1), new SecureRandom());
    private final AtomicInteger checks = new AtomicInteger();
    private final KeyVerifier verifier = new KeyVerifier(
            (key, hash) -> {
                checks.incrementAndGet();
                return hasher.verify(key, hash);
            },
            new SecureRandom(),
            100);
    private final AdminAuthenticator authenticator = new AdminAuthenticator(verifier);

    @ParameterizedTest
    @CsvSource({
        "Bearer mgw_admin_0123456789,ACCEPTED",
        "bearer mgw_admin_0123456789,ACCEPTED",
        "BEARER   mgw_admin_0123456789,ACCEPTED",
        "'Bearer mgw_admin_0123456789  ',ACCEPTED",
        "'',MISSING_HEADER",
        "' ',MISSING_HEADER",
        "Bearer,MALFORMED_HEADER",
        "'Bearer ',MALFORMED_HEADER",
        "'Bearer   ',MALFORMED_HEADER",
        "mgw_admin_0123456789,MALFORMED_HEADER",
        "Bearermgw_admin_0123456789,MALFORMED_HEADER",
        "Bearer:mgw_admin_0123456789,MALFORMED_HEADER",
        "Basic bWd3X2FkbWluXzAxMjM0NTY3ODk=,MALFORMED_HEADER",
        "Bearer mgw_admin_012345678,INVALID_KEY",
        "Bearer mgw_admin_01234567890,INVALID_KEY",
        "Bearer MGW_ADMIN_0123456789,INVALID_KEY",
        "Bearer mgw_admin_0123456789 x,INVALID_KEY",
        "Bearer Bearer mgw_admin_0123456789,INVALID_KEY",
        "Bearer ***,INVALID_KEY"
    })
    void aHeaderIsJudgedByItsFormThenByItsKey(String header, AdminAuthentication expected) {
        assertEquals(expected, authenticator.authenticate(ADMIN, List.of(header), () -> ADDRESS));
    }

    @Test
    void noHeaderIsMissing() {
        assertEquals(AdminAuthentication.MISSING_HEADER, authenticator.authenticate(ADMIN, List.of(), () -> ADDRESS));
    }

    @Test
    void twoHeadersAreMalformedEvenWhenBothAreRight() {
        assertEquals(
                AdminAuthentication.MALFORMED_HEADER,
                authenticator.authenticate(ADMIN, List.of(BEARER, BEARER), () -> ADDRESS));
        assertEquals(
                AdminAuthentication.MALFORMED_HEADER,
                authenticator.authenticate(ADMIN, List.of(BEARER, ""), () -> ADDRESS));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void withoutAConfiguredKeyTheHeaderIsStillJudgedFirst(@Nullable String configured) {
        Secret admin = configured == null ? null : Secret.of(configured);

        assertEquals(AdminAuthentication.MISSING_HEADER, authenticator.authenticate(admin, List.of(), () -> ADDRESS));
        assertEquals(
                AdminAuthentication.MALFORMED_HEADER,
                authenticator.authenticate(admin, List.of("Basic x"), () -> ADDRESS));
        assertEquals(
                AdminAuthentication.NOT_CONFIGURED, authenticator.authenticate(admin, List.of(BEARER), () -> ADDRESS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "pässwörd €", "naïve", "密钥", "$argon2i$ is no hash"})
    void anyStringWorksAsAnAdminKeyHoweverTheClientEncodesIt(String key) {
        String utf8AsReceived =
                new String(("Bearer " + key).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertEquals(
                AdminAuthentication.ACCEPTED,
                authenticator.authenticate(Secret.of(key), List.of(utf8AsReceived), () -> ADDRESS));
        assertEquals(
                AdminAuthentication.ACCEPTED,
                authenticator.authenticate(Secret.of(key), List.of("Bearer " + key), () -> ADDRESS));
    }

    @Test
    void aChangedKeyIsInForceAtTheNextCall() {
        assertEquals(AdminAuthentication.ACCEPTED, authenticator.authenticate(ADMIN, List.of(BEARER), () -> ADDRESS));
        assertEquals(
                AdminAuthentication.INVALID_KEY,
                authenticator.authenticate(Secret.of("new"), List.of(BEARER), () -> ADDRESS));
        assertEquals(
                AdminAuthentication.ACCEPTED,
                authenticator.authenticate(Secret.of("new"), List.of("Bearer new"), () -> ADDRESS));
    }

    @Test
    void aHashedKeyIsVerifiedOncePerProcess() {
        Secret hashed = Secret.of(hasher.hash(ADMIN));

        assertEquals(AdminAuthentication.ACCEPTED, authenticator.authenticate(hashed, List.of(BEARER), () -> ADDRESS));
        assertEquals(AdminAuthentication.ACCEPTED, authenticator.authenticate(hashed, List.of(BEARER), () -> ADDRESS));
        assertEquals(1, checks.get());
        assertEquals(
                AdminAuthentication.INVALID_KEY,
                authenticator.authenticate(hashed, List.of("Bearer guess"), () -> ADDRESS));
    }

    @Test
    void theHashItselfIsNotTheKey() {
        Secret hashed = Secret.of(hasher.hash(ADMIN));

        assertEquals(
                AdminAuthentication.INVALID_KEY,
                authenticator.authenticate(hashed, List.of("Bearer " + hashed.reveal()), () -> ADDRESS));
    }

    @Test
    void anotherHashIsVerifiedAnew() {
        authenticator.authenticate(Secret.of(hasher.hash(ADMIN)), List.of(BEARER), () -> ADDRESS);
        Secret other = Secret.of(hasher.hash(Secret.of("other")));

        assertEquals(
                AdminAuthentication.INVALID_KEY, authenticator.authenticate(other, List.of(BEARER), () -> ADDRESS));
    }

    @Test
    void aMalformedHashLetsNobodyInNotEvenWithItself() {
        Secret malformed = Secret.of("$argon2id$junk");

        assertThrows(
                MalformedHashException.class,
                () -> authenticator.authenticate(malformed, List.of("Bearer $argon2id$junk"), () -> ADDRESS));
    }

    @Test
    void guessesAtAHashedKeyAreCheckedOneAtATime() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        KeyVerifier watched = new KeyVerifier(
                (key, hash) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    boolean matches = hasher.verify(key, hash);
                    running.decrementAndGet();
                    return matches;
                },
                new SecureRandom(),
                100);
        AdminAuthenticator busy = new AdminAuthenticator(watched);
        Secret hashed = Secret.of(hasher.hash(ADMIN));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<AdminAuthentication>> guesses = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String header = "Bearer guess " + i;
                String address = "203.0.113." + i;
                guesses.add(threads.submit(() -> busy.authenticate(hashed, List.of(header), () -> address)));
            }
            for (Future<AdminAuthentication> guess : guesses) {
                assertEquals(AdminAuthentication.INVALID_KEY, guess.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertEquals(1, most.get());
    }

    @Test
    void theRightKeyPassesByTheGuessesOnceItWasAccepted() throws Exception {
        CountDownLatch guessing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        KeyVerifier slow = new KeyVerifier(
                (key, hash) -> {
                    if (key.matches(ADMIN)) {
                        return true;
                    }
                    guessing.countDown();
                    await(release);
                    return false;
                },
                new SecureRandom(),
                100);
        AdminAuthenticator busy = new AdminAuthenticator(slow, Duration.ofMillis(1));
        Secret hashed = Secret.of(hasher.hash(ADMIN));
        assertEquals(AdminAuthentication.ACCEPTED, busy.authenticate(hashed, List.of(BEARER), () -> ADDRESS));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<AdminAuthentication> guess =
                    threads.submit(() -> busy.authenticate(hashed, List.of("Bearer guess"), () -> ADDRESS));
            guessing.await();

            assertEquals(AdminAuthentication.ACCEPTED, busy.authenticate(hashed, List.of(BEARER), () -> ADDRESS));
            assertThrows(
                    HashingOverloadedException.class,
                    () -> busy.authenticate(hashed, List.of("Bearer another guess"), () -> ADDRESS));
            release.countDown();
            assertEquals(AdminAuthentication.INVALID_KEY, guess.get());
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void aThirdGuessOfOneAddressIsTurnedAwayAtOnceAndAnotherAddressIsNot() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        KeyVerifier slow = new KeyVerifier(
                (key, hash) -> {
                    await(release);
                    return key.matches(ADMIN);
                },
                new SecureRandom(),
                100);
        AdminAuthenticator busy = new AdminAuthenticator(slow);
        Secret hashed = Secret.of(hasher.hash(ADMIN));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CompletionService<AdminAuthentication> guesses = new ExecutorCompletionService<>(threads);
            for (int i = 0; i < 3; i++) {
                String header = "Bearer guess " + i;
                guesses.submit(() -> busy.authenticate(hashed, List.of(header), () -> ADDRESS));
            }
            // No hash ends before the release, so the first guess to end is the one that was not let in.
            assertTrue(isTurnedAway(guesses.take()));
            Future<AdminAuthentication> admin =
                    threads.submit(() -> busy.authenticate(hashed, List.of(BEARER), () -> "198.51.100.1"));
            release.countDown();

            assertEquals(AdminAuthentication.ACCEPTED, admin.get());
            assertEquals(AdminAuthentication.INVALID_KEY, guesses.take().get());
        } finally {
            release.countDown();
            threads.shutdownNow();
        }
    }

    private static boolean isTurnedAway(Future<AdminAuthentication> guess) {
        try {
            guess.get();
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } catch (ExecutionException failed) {
            return failed.getCause() instanceof HashingOverloadedException;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
