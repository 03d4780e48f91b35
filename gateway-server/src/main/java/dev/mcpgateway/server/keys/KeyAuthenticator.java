package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Plans;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.RateLimit;
import dev.mcpgateway.server.domain.Secret;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a request with a user key comes in, check by check in the contract's order (api-keys.md); the first that
 * fails is the answer. {@link #identify} makes the first five, {@link #checkSignature} and {@link #admit} the next two, and
 * the caller holds what is asked for against the key's scopes.
 *
 * <p>Everything is decided on the state of the moment. What is remembered between requests is that a key has a certain hash,
 * and of which record of one state it is: a key that is changed or deleted is so for each request that begins after it.
 */
public final class KeyAuthenticator implements AutoCloseable {

    private static final String OWN_LIMIT = "custom";

    private final KeyFinder finder;
    private final RequestSignatures signatures;
    private final RateLimiter limiter;
    private final FailureThrottle failures;
    private final Supplier<Instant> clock;
    private final Supplier<Plans> plans;
    private final Consumer<String> refusedKeys;

    /** Signs for nobody: a key that asks for signatures cannot be used without it. */
    private final Secret nobodysSecret = KeyFormat.adminKey(new SecureRandom());

    /**
     * An authenticator of these parts.
     *
     * @param clock the wall clock that keys begin and end by
     * @param plans those at present
     * @param refusedKeys is told the id of a key that was proved and refused all the same: for what became of it, for where it is
     *     used or for the signature
     */
    public KeyAuthenticator(
            KeyVerifier verifier,
            StrongerHashes strongerHashes,
            RequestSignatures signatures,
            RateLimiter limiter,
            FailureThrottle failures,
            Supplier<Instant> clock,
            Supplier<Plans> plans,
            Consumer<String> refusedKeys) {
        this.finder = new KeyFinder(verifier, strongerHashes);
        this.signatures = signatures;
        this.limiter = limiter;
        this.failures = failures;
        this.clock = clock;
        this.plans = plans;
        this.refusedKeys = refusedKeys;
    }

    /**
     * Finds whose key this is, and whether it may be used now and from here.
     *
     * @param state as it is when the request begins
     * @throws KeyRefusedException when it is nobody's, may not be used, or not from {@code client}; with
     *     {@code rate_limit_exceeded} when {@code client} failed too often
     * @throws HashingOverloadedException when an Argon2id is needed and its turn does not come in time
     */
    public KeyHolder identify(GatewayState state, Secret presented, InetAddress client) {
        KnownKey known = finder.find(state, presented);
        if (known == null) {
            throw failures.refused(KeyRefusal.INVALID_API_KEY, client);
        }
        return held(known, state, presented, client);
    }

    private KeyHolder held(KnownKey known, GatewayState state, Secret secret, InetAddress client) {
        ApiKey key = known.record();
        KeyRefusal standing = standing(key);
        if (standing != null) {
            throw refused(key, standing, client);
        }
        Project project = known.project();
        if (project == null) {
            throw failures.refused(KeyRefusal.INVALID_API_KEY, client);
        }
        if (!key.settings().addresses().permits(client)) {
            throw refused(key, KeyRefusal.IP_NOT_ALLOWED, client);
        }
        return new KeyHolder(known, project, state, secret, client);
    }

    /**
     * Who makes a request without a key, where an administrator has named one for that: as {@link #identify}, without a proof.
     *
     * @param keyId of the key that stands for all who bring none
     * @throws KeyRefusedException when there is no such key, or it may not be used
     */
    public KeyHolder anonymous(GatewayState state, String keyId, InetAddress client) {
        ApiKey key = state.keyById(keyId).orElse(null);
        if (key == null) {
            throw failures.refused(KeyRefusal.INVALID_API_KEY, client);
        }
        Project project = state.projectById(key.projectId()).orElse(null);
        return held(new KnownKey(key, project, state), state, nobodysSecret, client);
    }

    /**
     * The same holder later in its request, whose body may have been long in coming: what became of its key meanwhile counts.
     *
     * @param state as it is now
     * @throws KeyRefusedException as {@link #identify}
     * @throws HashingOverloadedException as {@link #identify}
     */
    public KeyHolder identifyAgain(KeyHolder holder, GatewayState state) {
        boolean isUnchanged = holder.state() == state && standing(holder.key()) == null;
        if (isUnchanged) {
            return holder;
        }
        return holder.secret().equals(nobodysSecret)
                ? anonymous(state, holder.key().id(), holder.client())
                : identify(state, holder.secret(), holder.client());
    }

    /**
     * The same holder in a later state, for what goes on longer than a request; costs no proof, because a key with the same look-up is
     * the same key.
     *
     * @return null where the key may not be used any more, or not from where it was
     */
    public @Nullable KeyHolder stillHeld(KeyHolder holder, GatewayState state) {
        Optional<ApiKey> key = state.keyById(holder.key().id());
        if (key.isEmpty()
                || !isSameKey(key.get(), holder.key())
                || standing(key.get()) != null
                || !key.get().settings().addresses().permits(holder.client())) {
            return null;
        }
        if (holder.state() == state) {
            return holder;
        }
        Optional<Project> project = state.projectById(key.get().projectId());
        return project.map(opened -> new KeyHolder(
                        new KnownKey(key.get(), opened, state), opened, state, holder.secret(), holder.client()))
                .orElse(null);
    }

    /** Whether both are of the same secret: under its id a key may have got another, which makes it another key. */
    public static boolean isSameKey(ApiKey one, ApiKey other) {
        return one.id().equals(other.id())
                && one.credential().lookup().equals(other.credential().lookup());
    }

    /** What a request is told whose key was proved, and is turned away for what the caller found: noted of that key. */
    public KeyRefusedException refused(KeyHolder holder, KeyRefusal refusal) {
        return refused(holder.key(), refusal, holder.client());
    }

    private KeyRefusedException refused(ApiKey key, KeyRefusal refusal, InetAddress client) {
        refusedKeys.accept(key.id());
        return failures.refused(refusal, client);
    }

    /** What a request is told that failed for {@code refusal} before there was a key to look for: too many of them something else. */
    public KeyRefusedException failed(KeyRefusal refusal, InetAddress client) {
        return failures.refused(refusal, client);
    }

    /** Whether there is a record under the look-up of {@code presented}; costs no Argon2id, and proves nothing. */
    public boolean knows(GatewayState state, Secret presented) {
        return state.keysByLookup(KeyFormat.lookup(presented.reveal()))
                .findAny()
                .isPresent();
    }

    /**
     * The key that {@code presented} is, whatever may be done with it, or null when it is none.
     *
     * @throws HashingOverloadedException as {@link #identify}
     */
    public @Nullable ApiKey prove(GatewayState state, Secret presented) {
        KnownKey known = finder.find(state, presented);
        return known == null ? null : known.record();
    }

    /** Why {@code key} may not be used at present, or null when it may. */
    public @Nullable KeyRefusal standing(ApiKey key) {
        Instant now = clock.get();
        if (key.isRevoked()) {
            return KeyRefusal.INVALID_API_KEY;
        }
        if (key.lifecycle().disabled()) {
            return KeyRefusal.DISABLED_API_KEY;
        }
        if (!key.hasBegun(now)) {
            return KeyRefusal.INACTIVE_API_KEY;
        }
        return key.isExpired(now) ? KeyRefusal.EXPIRED_API_KEY : null;
    }

    /**
     * Checks the signature of a request: one that is there has to be right, and where the key asks for one it has to be there.
     *
     * @throws KeyRefusedException as {@link RequestSignatures#check}
     * @throws UncheckedIOException when the body cannot be read
     */
    public void checkSignature(KeyHolder holder, SignedRequest request) {
        ApiKey key = holder.key();
        try {
            signatures.check(key.id(), holder.secret(), key.settings().requireSignature(), request);
        } catch (KeyRefusedException refused) {
            throw refused.refusal().isFailedAuthentication()
                    ? refused(key, refused.refusal(), holder.client())
                    : refused;
        }
    }

    /**
     * Counts a request against the key's rate limit.
     *
     * @return what the limit says, or null where the key has none
     * @throws KeyRefusedException when the request is one too many; nothing is counted then
     */
    public @Nullable Admission admit(KeyHolder holder) {
        RateLimit limit = holder.key().settings().limit(plans.get());
        if (limit == null) {
            return null;
        }
        RateLimiter.Decision decision = limiter.pass(holder.known(), limit);
        Admission admission = admission(holder.key(), limit, decision);
        if (!decision.passes()) {
            throw KeyRefusedException.limited(admission);
        }
        return admission;
    }

    /** What the rate limit of {@code key} would say to a request now, or null where it has none; nothing is counted. */
    public @Nullable Admission outlook(ApiKey key) {
        RateLimit limit = key.settings().limit(plans.get());
        return limit == null ? null : admission(key, limit, limiter.look(key, limit));
    }

    private static Admission admission(ApiKey key, RateLimit limit, RateLimiter.Decision decision) {
        String plan = key.settings().rateLimit() == null ? key.settings().plan() : null;
        return new Admission(
                plan == null ? OWN_LIMIT : plan,
                limit.limit(),
                limit.windowSeconds(),
                decision.remaining(),
                decision.resetSeconds());
    }

    /** Ends what it does beside the requests. */
    @Override
    public void close() {
        finder.close();
    }
}
