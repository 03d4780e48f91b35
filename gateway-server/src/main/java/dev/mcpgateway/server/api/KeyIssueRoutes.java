package dev.mcpgateway.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.mcpgateway.server.api.KeyViews.KeyFacts;
import dev.mcpgateway.server.api.References.KeyReference;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ApiKeyService;
import dev.mcpgateway.server.domain.ApiKeyService.Issued;
import dev.mcpgateway.server.domain.ApiKeyService.Rotated;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ClientToken;
import dev.mcpgateway.server.domain.Field;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.KeyPrefix;
import dev.mcpgateway.server.domain.KeyUpdate;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.usage.UsageRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations that give out a key: their answers are the only ones that show it. */
final class KeyIssueRoutes {
    private static final long MAX_GRACE_SECONDS = 604_800;

    private final ApiKeyService service;
    private final Timestamps timestamps;
    private final Supplier<UsageRecords> usage;

    KeyIssueRoutes(ApiKeyService service, Timestamps timestamps, Supplier<UsageRecords> usage) {
        this.service = service;
        this.timestamps = timestamps;
        this.usage = usage;
    }

    record GenerateApiKey(
            String userIdentifier,
            @Doc("Name or id of the project.") @Nullable String projectName,
            @Nullable String projectId,
            @Doc(KeyDocs.NAME) @Nullable String name,

            @Doc(value = KeyDocs.DESCRIPTION, example = KeyViews.DESCRIPTION_EXAMPLE) @Nullable
            String description,

            @Doc(KeyDocs.SCOPES) @Nullable List<String> scopes,

            @Doc(value = KeyDocs.EXPIRES_AT, example = KeyDocs.EXPIRES_AT_EXAMPLE) @Nullable
            Instant expiresAt,

            @Nullable Long expiresInSeconds,

            @Doc(value = KeyDocs.NOT_BEFORE, example = KeyDocs.NOT_BEFORE_EXAMPLE) @Nullable
            Instant notBefore,

            @Nullable List<String> allowedIps,
            @Nullable List<String> deniedIps,
            @Nullable String plan,

            @Doc(value = KeyDocs.RATE_LIMIT, example = KeyDocs.RATE_LIMIT_EXAMPLE, schema = KeyDocs.RATE_LIMIT_SCHEMA)
            @Nullable
            Attributes rateLimit,

            @Nullable Attributes metadata,
            @Nullable Boolean requireSignature,
            @Nullable Boolean urlKey,
            @Nullable KeyPrefix keyPrefix,
            @Nullable String clientToken) {
        KeyUpdate settings() {
            return new KeyUpdate(
                    given(name),
                    given(description),
                    given(scopes),
                    given(expiresAt),
                    expiresInSeconds,
                    given(notBefore),
                    given(allowedIps),
                    given(deniedIps),
                    given(plan),
                    given(rateLimit),
                    given(metadata),
                    given(requireSignature),
                    given(urlKey));
        }

        private static <T> Field<T> given(@Nullable T value) {
            return value == null ? Field.absent() : Field.of(value);
        }
    }

    record GeneratedKey(
            @Doc(
                    value = "The key itself: this answer is the only one that shows it.",
                    example = "\"mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbw\"")
            ShownOnce apiKey,

            String keyId,
            String maskedKey,
            @Nullable ShownOnce endpointPath,
            @JsonUnwrapped KeyFacts facts) {}

    record RotateApiKey(
            @Required @Doc(value = "The key's id, or the key itself.", example = "\"key_25RQ4F5ZR3qa7yEe\"")
            String apiKey,

            @Nullable Long gracePeriodSeconds) {}

    record RotatedKey(
            @Doc(
                    value = "The new key: this answer is the only one that shows it.",
                    example = "\"mgw_ABCDEFGHIJKLMNOPQRSTUVWXYZ4RYmnH\"")
            ShownOnce newApiKey,

            @Doc(value = "The same as `new_api_key`.", example = "\"mgw_ABCDEFGHIJKLMNOPQRSTUVWXYZ4RYmnH\"")
            ShownOnce apiKey,

            @Doc(example = "\"key_eby3abP3E2Zs8IQ9\"") String keyId,
            @Doc(example = "\"mgw_ABCD...YmnH\"") String maskedKey,
            String oldKeyId,
            @Nullable Instant oldKeyExpiresAt) {}

    record RegeneratedKey(
            @Doc(
                    value = "The new key: this answer is the only one that shows it.",
                    example = "\"mgw_ABCDEFGHIJKLMNOPQRSTUVWXYZ4RYmnH\"")
            ShownOnce apiKey,

            @Doc(value = "The key's id, the same as before.", example = "\"key_25RQ4F5ZR3qa7yEe\"")
            String keyId,

            @Doc(example = "\"mgw_ABCD...YmnH\"") String maskedKey,

            @Doc(example = "\"/mcp/mgw_ABCDEFGHIJKLMNOPQRSTUVWXYZ4RYmnH\"") @Nullable
            ShownOnce endpointPath,

            @JsonUnwrapped KeyFacts facts) {}

    static final Operation<GenerateApiKey, GeneratedKey> GENERATE_API_KEY = Operation.post(
                    UserRoutes.ONE + "/api-keys", GenerateApiKey.class)
            .id(Tag.API_KEYS, "generateApiKey")
            .doc(
                    "Generate an API key",
                    "For a member of the project. The key is shown in this answer and never again: only an Argon2id hash of it is stored."
                            + " Without further fields it opens all that the project has, from anywhere, until it is revoked. A caller that may have"
                            + " to repeat the call gives a `client_token` with it: the same one for the same user and project makes no second key,"
                            + " and the refusal names the first.")
            .role(Role.ADMIN)
            .command("user generate-api-key")
            .errors(
                    ErrorCode.USER_NOT_FOUND,
                    ErrorCode.PROJECT_NOT_FOUND,
                    ErrorCode.USER_NOT_IN_PROJECT,
                    ErrorCode.API_KEY_ALREADY_ISSUED,
                    ErrorCode.PROJECT_SINGLE_KEY)
            .strict()
            .created()
            .answers("API key generated successfully", GeneratedKey.class);

    static final Operation<RotateApiKey, RotatedKey> ROTATE_API_KEY = Operation.post(
                    ApiKeyRoutes.PATH + "/rotate", RotateApiKey.class)
            .id(Tag.API_KEYS, "rotateApiKey")
            .doc(
                    "Rotate an API key",
                    "Makes a new key with the settings of the old one; a disabled key stays disabled, and both share one rate limit. The old key"
                            + " is revoked at once, or works on for `grace_period_seconds` (0 to 604800).")
            .role(Role.ADMIN)
            .command("user rotate-api-key")
            .errors(ErrorCode.API_KEY_NOT_FOUND, ErrorCode.API_KEY_REVOKED, ErrorCode.API_KEY_EXPIRED)
            .strict()
            .answers("API key rotated successfully", RotatedKey.class);

    static final Operation<KeyReference, RegeneratedKey> REGENERATE_API_KEY = Operation.post(
                    ApiKeyRoutes.ONE + "/regenerate", KeyReference.class)
            .id(Tag.API_KEYS, "regenerateApiKey")
            .doc(
                    "Regenerate an API key",
                    "Gives the key a new secret under the same id; all that is set on it stays, and a disabled key stays disabled. The old"
                            + " secret is refused from then on, and a restore does not bring it back.")
            .role(Role.ADMIN)
            .command("user regenerate-api-key")
            .errors(ErrorCode.API_KEY_NOT_FOUND, ErrorCode.API_KEY_REVOKED, ErrorCode.API_KEY_EXPIRED)
            .strict()
            .answers("API key regenerated successfully", RegeneratedKey.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                GENERATE_API_KEY.handledBy(this::generate),
                ROTATE_API_KEY.handledBy(this::rotate),
                REGENERATE_API_KEY.handledBy(this::regenerate));
    }

    private GeneratedKey generate(GenerateApiKey in, Call call) {
        String project = References.oneOf("project_name", in.projectName(), "project_id", in.projectId());
        String token = in.clientToken();
        KeyPrefix prefix = in.keyPrefix();
        Committed<Issued> committed = service.generate(
                in.userIdentifier(),
                project,
                in.settings(),
                prefix == null ? KeyPrefix.MGW : prefix,
                token == null ? null : ClientToken.of("client_token", token));
        ApiKey key = committed.result().key();
        Secret secret = committed.result().secret();
        return new GeneratedKey(
                new ShownOnce(secret),
                key.id(),
                key.credential().mask(),
                KeyViews.endpointPath(secret, key),
                KeyFacts.of(committed.state(), key, usage.get().meter(), timestamps.latest()));
    }

    private RotatedKey rotate(RotateApiKey in, Call call) {
        long grace = in.gracePeriodSeconds() == null ? 0 : in.gracePeriodSeconds();
        if (grace < 0 || grace > MAX_GRACE_SECONDS) {
            throw new InvalidFieldException("grace_period_seconds", "must be from 0 to " + MAX_GRACE_SECONDS);
        }
        Rotated rotated = service.rotate(in.apiKey(), Duration.ofSeconds(grace)).result();
        ShownOnce secret = new ShownOnce(rotated.secret());
        return new RotatedKey(
                secret,
                secret,
                rotated.key().id(),
                rotated.key().credential().mask(),
                rotated.old().id(),
                grace == 0 ? null : rotated.old().lifecycle().expiresAt());
    }

    private RegeneratedKey regenerate(KeyReference in, Call call) {
        Committed<Issued> committed = service.regenerate(in.apiKey());
        ApiKey key = committed.result().key();
        Secret secret = committed.result().secret();
        return new RegeneratedKey(
                new ShownOnce(secret),
                key.id(),
                key.credential().mask(),
                KeyViews.endpointPath(secret, key),
                KeyFacts.of(committed.state(), key, usage.get().meter(), timestamps.latest()));
    }
}
