package dev.mcpgateway.server.testing;

import dev.mcpgateway.server.api.AdminApi;
import dev.mcpgateway.server.api.AdminApi.About;
import dev.mcpgateway.server.api.AdminApi.Parts;
import dev.mcpgateway.server.api.openapi.OpenApiDocument;
import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.FileRefusedException;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.GuardrailEngine;
import dev.mcpgateway.server.domain.Ids;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.keys.AdminAuthenticator;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.keys.KeyVerifier;
import dev.mcpgateway.server.keys.UserKeys;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The admin API on a state without anything in it, whose clock stands still and which reaches no file. */
public final class EmptyApi {
    private static final Instant NOW = Instant.parse("2024-01-01T12:00:00Z");

    private EmptyApi() {}

    public static AdminApi create() {
        SecureRandom random = new SecureRandom();
        KeyHasher hasher = new KeyHasher(Argon2Parameters.DEFAULT, random);
        UserKeys keys = new UserKeys(random, hasher);
        String version = Repository.version();
        return new AdminApi(new Parts(
                new VolatileChangeLog(GatewayState.EMPTY),
                new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC)),
                new Ids(random),
                keys,
                keys,
                new AdminAuthenticator(new KeyVerifier(hasher, random)),
                new NoFiles(),
                GuardrailEngine.NONE,
                () -> GatewayState.EMPTY,
                new About(version, "/nowhere/enkrypt_mcp_config.json"),
                List.of("*"),
                () -> "",
                operations -> OpenApiDocument.of(operations, version)));
    }

    private static final class NoFiles implements ExchangeFiles {
        @Override
        public Path write(String field, String requested, byte[] document) {
            throw new FileRefusedException(FileRefusedException.Reason.NOT_ALLOWED, field, "no files here");
        }

        @Override
        public byte[] read(String field, String requested) {
            throw new FileRefusedException(FileRefusedException.Reason.NOT_FOUND, field, "no files here");
        }
    }
}
