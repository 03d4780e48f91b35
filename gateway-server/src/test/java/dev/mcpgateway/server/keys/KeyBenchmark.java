package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyPrefix;
import dev.mcpgateway.server.domain.Plans;
import dev.mcpgateway.server.domain.Scope;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.store.MemoryChangeLog;
import dev.mcpgateway.server.usage.UsageMeter;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a call with a user key costs before anything is done for it; {@code bench/keys} runs it. */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeyBenchmark {
    private static final String ENDPOINT = "tools/call:files/read";
    private static final String OTHER_ENDPOINT = "tools/call:files/write";
    private static final int STEP = 38_197;
    private static final InetAddress CLIENT = AddressRange.address("192.0.2.1");
    private static final String[] RULES = IntStream.rangeClosed(1, 10)
            .mapToObj(i -> i == 10 ? "192.0.2.0/24" : "10." + i + ".0.0/16")
            .toArray(String[]::new);

    /** How many keys there are, each of which was used before. */
    @Param({"100", "100000"})
    public int keys;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<byte[]> texts = new ArrayList<>();
    private GatewayState state = GatewayState.EMPTY;
    private @Nullable KeyAuthenticator authenticator;
    private final UsageMeter usage = new UsageMeter(Clock.systemUTC());
    private int turn;
    private int calls;

    /** Makes the keys, on a plan that lets all of them through, each with ten networks that it may be used from. */
    @Setup
    public void makeKeys() {
        KeyVerifier verifier = new KeyVerifier((key, hash) -> true, new SecureRandom(), keys);
        List<ApiKey> records = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            Secret key = KeyFormat.mint(KeyPrefix.MGW, random);
            String hash =
                    "$argon2id$v=19$m=19456,t=2,p=1$" + Base62.random(22, random) + "$" + Base62.random(43, random);
            ApiKey record = new SampleKey(KeyFormat.keyId(random), key, hash)
                    .from(RULES)
                    .limit(100_000, 1)
                    .record();
            verifier.verify(record.credential(), key);
            texts.add(key.reveal().getBytes(StandardCharsets.US_ASCII));
            records.add(record);
        }
        state = SampleKey.state(records);
        authenticator = new KeyAuthenticator(
                verifier,
                new StrongerHashes(Door.HASHER, verifier, new MemoryChangeLog(state)),
                new RequestSignatures(Clock.systemUTC()::instant, System::nanoTime),
                new RateLimiter(System::nanoTime),
                new FailureThrottle(() -> 600, System::nanoTime),
                new Timestamps(Clock.systemUTC())::latest,
                () -> Plans.DEFAULT,
                keyId -> {});
        for (int i = 0; i < keys; i++) {
            prove();
        }
    }

    /** Form, checksum, look-up and the proof that is remembered. */
    @Benchmark
    public @Nullable ApiKey prove() {
        return door().prove(state, nextKey());
    }

    /** The same when each call follows a change of the state, so that the record has to be looked up. */
    @Benchmark
    public @Nullable ApiKey proveAfterAChange() {
        state = state.at(state.seq() + 1);
        return door().prove(state, nextKey());
    }

    /** What {@link #prove} does, and the key's time, its ten addresses, its rate limit and its scopes; the call is counted. */
    @Benchmark
    public boolean wholeChain() {
        return passesAndIsCounted(ENDPOINT);
    }

    /** The same where no key calls the same tool twice in a row. */
    @Benchmark
    public boolean wholeChainOfAnotherTool() {
        calls = (calls + 1) % (2 * keys);
        return passesAndIsCounted(calls < keys ? ENDPOINT : OTHER_ENDPOINT);
    }

    /** To be taken off all of them: the key as it comes out of a request. */
    @Benchmark
    public Secret readKey() {
        return nextKey();
    }

    private boolean passesAndIsCounted(String endpoint) {
        KeyHolder holder = door().identify(state, nextKey(), CLIENT);
        Admission admission = door().admit(holder);
        boolean passes = admission != null && holder.key().settings().scopes().allows(Scope.TOOLS_LIST);
        usage.record(holder.known(), endpoint, 200, !passes, CLIENT);
        return passes;
    }

    private KeyAuthenticator door() {
        if (authenticator == null) {
            throw new IllegalStateException("no keys");
        }
        return authenticator;
    }

    /** Far from the one before, so that no cache of the processor has its record at hand; the key itself has just come in. */
    private Secret nextKey() {
        turn = (turn + STEP) % keys;
        return Secret.of(new String(texts.get(turn), StandardCharsets.US_ASCII));
    }
}
