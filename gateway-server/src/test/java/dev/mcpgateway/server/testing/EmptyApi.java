package dev.mcpgateway.server.testing;

import dev.mcpgateway.server.api.AdminApi;
import dev.mcpgateway.server.api.AdminApi.About;
import dev.mcpgateway.server.api.AdminApi.Parts;
import dev.mcpgateway.server.api.openapi.OpenApiDocument;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.GivenSettings;
import dev.mcpgateway.server.domain.GuardrailEngine;
import dev.mcpgateway.server.domain.Ids;
import dev.mcpgateway.server.domain.Plans;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.keys.AdminAuthenticator;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.keys.FailureThrottle;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.keys.KeyVerifier;
import dev.mcpgateway.server.keys.RateLimiter;
import dev.mcpgateway.server.keys.RequestSignatures;
import dev.mcpgateway.server.keys.StrongerHashes;
import dev.mcpgateway.server.keys.UserKeys;
import dev.mcpgateway.server.store.MemoryFiles;
import dev.mcpgateway.server.usage.UsageRecords;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The admin API on a state without anything but an admin key, whose clock stands still and whose files are in memory. */
public final class EmptyApi {
    public static final String ADMIN_KEY = "an admin key for tests";

    private static final Argon2Parameters CHEAP = new Argon2Parameters(64, 1, 1);
    private static final Instant NOW = Instant.parse("2024-01-01T12:00:00Z");

    private EmptyApi() {}

    public static AdminApi create() {
        SecureRandom random = new SecureRandom();
        KeyHasher hasher = new KeyHasher(CHEAP, random);
        UserKeys keys = new UserKeys(random, hasher);
        KeyVerifier verifier = new KeyVerifier(hasher, random);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        Timestamps timestamps = new Timestamps(clock);
        UsageRecords usage = UsageRecords.empty(clock);
        VolatileChangeLog log = new VolatileChangeLog(start());
        String version = Repository.version();
        return new AdminApi(new Parts(
                log,
                timestamps,
                new Ids(random),
                keys,
                keys,
                new AdminAuthenticator(verifier),
                new KeyAuthenticator(
                        verifier,
                        new StrongerHashes(hasher, verifier, log),
                        new RequestSignatures(clock::instant, System::nanoTime),
                        new RateLimiter(System::nanoTime),
                        new FailureThrottle(() -> FailureThrottle.DEFAULT_PER_MINUTE, System::nanoTime),
                        timestamps::latest,
                        () -> Plans.DEFAULT,
                        keyId -> {}),
                request -> request.peer().getAddress(),
                new MemoryFiles(),
                GuardrailEngine.NONE,
                new FixedUpstreams(),
                EmptyApi::start,
                new About(version, "/nowhere/enkrypt_mcp_config.json"),
                () -> GivenSettings.NONE.withDefaults(),
                () -> usage,
                request -> false,
                () -> "",
                operations -> OpenApiDocument.of(operations, version)));
    }

    private static GatewayState start() {
        Settings settings = new Settings(
                Secret.of(ADMIN_KEY), Attributes.EMPTY, Attributes.EMPTY, Attributes.EMPTY, Attributes.EMPTY);
        return GatewayState.EMPTY.after(List.of(new SettingsSaved(settings)), 1);
    }
}
