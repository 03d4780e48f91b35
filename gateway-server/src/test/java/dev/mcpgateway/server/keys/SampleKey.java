package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.AddressRules;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ApiKey.Lifecycle;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.KeySettings;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.RateLimit;
import dev.mcpgateway.server.domain.Scopes;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.domain.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A key's record to be, with what a test sets on it. */
final class SampleKey {
    static final String USER = "user";
    static final String PROJECT = "project";

    private final String id;
    private final Secret secret;
    private KeyCredential credential;
    private @Nullable Instant notBefore;
    private AddressRules addresses = AddressRules.ANY;
    private @Nullable String plan;
    private @Nullable RateLimit rateLimit;
    private boolean requiresSignature;
    private Lifecycle lifecycle = Lifecycle.NEW;
    private @Nullable String limitGroup;

    /** A key whose stored hash is {@code hash}. */
    SampleKey(String id, Secret secret, String hash) {
        this.id = id;
        this.secret = secret;
        String text = secret.reveal();
        credential = new KeyCredential(KeyFormat.lookup(text), hash, KeyFormat.mask(text), false);
    }

    SampleKey legacy() {
        credential = new KeyCredential(credential.lookup(), credential.hash(), credential.mask(), true);
        return this;
    }

    /** Its file held it in clear, and its hash is being made. */
    SampleKey unhashed() {
        credential = new KeyCredential(credential.lookup(), "", credential.mask(), credential.legacy(), secret);
        return this;
    }

    SampleKey notBefore(Instant moment) {
        notBefore = moment;
        return this;
    }

    SampleKey from(String... allowed) {
        addresses = new AddressRules(AddressRules.ranges("allowed_ips", List.of(allowed)), null);
        return this;
    }

    SampleKey plan(String name) {
        plan = name;
        return this;
    }

    SampleKey limit(int limit, int windowSeconds) {
        rateLimit = new RateLimit(limit, windowSeconds);
        return this;
    }

    SampleKey signed() {
        requiresSignature = true;
        return this;
    }

    SampleKey disabled(Instant moment) {
        lifecycle =
                new Lifecycle(true, moment, null, lifecycle.revokedAt(), lifecycle.expiresAt(), lifecycle.replacedBy());
        return this;
    }

    SampleKey revoked(Instant moment) {
        lifecycle = new Lifecycle(
                lifecycle.disabled(),
                lifecycle.disabledAt(),
                null,
                moment,
                lifecycle.expiresAt(),
                lifecycle.replacedBy());
        return this;
    }

    SampleKey expiring(Instant moment) {
        lifecycle = new Lifecycle(
                lifecycle.disabled(),
                lifecycle.disabledAt(),
                null,
                lifecycle.revokedAt(),
                moment,
                lifecycle.replacedBy());
        return this;
    }

    SampleKey limitGroup(String group) {
        limitGroup = group;
        return this;
    }

    Secret secret() {
        return secret;
    }

    ApiKey record() {
        KeySettings settings = new KeySettings(
                null,
                null,
                Scopes.UNRESTRICTED,
                notBefore,
                addresses,
                plan,
                rateLimit,
                Attributes.EMPTY,
                requiresSignature,
                true);
        return new ApiKey(
                id,
                USER,
                PROJECT,
                credential,
                settings,
                lifecycle,
                null,
                limitGroup,
                Instant.EPOCH,
                null,
                0,
                Attributes.EMPTY);
    }

    /** A state with {@code keys}, of one user to one project. */
    static GatewayState state(SampleKey... keys) {
        return state(Stream.of(keys).map(SampleKey::record).toList());
    }

    static GatewayState state(List<ApiKey> keys) {
        User user = new User(USER, "a@example.com", Instant.EPOCH, null, 0, Attributes.EMPTY);
        Project project = new Project(PROJECT, PROJECT, null, false, Instant.EPOCH, null, 0, Attributes.EMPTY);
        return GatewayState.of(
                Settings.EMPTY, List.of(), List.of(project), List.of(user), Map.of(PROJECT, List.of(user)), keys);
    }
}
