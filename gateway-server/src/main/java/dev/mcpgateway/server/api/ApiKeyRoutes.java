package dev.mcpgateway.server.api;

import dev.mcpgateway.server.api.KeyViews.KeyDetails;
import dev.mcpgateway.server.api.KeyViews.KeyItem;
import dev.mcpgateway.server.api.References.KeyReference;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ApiKeyService;
import dev.mcpgateway.server.domain.ApiKeyService.Issued;
import dev.mcpgateway.server.domain.ApiKeyService.Rotated;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on API keys, named by their id or by the key itself. */
final class ApiKeyRoutes {
    private static final String PATH = "/api/v1/api-keys";
    private static final String ONE = PATH + "/{api_key}";
    private static final long MAX_GRACE_SECONDS = 604_800;

    private final ChangeLog log;
    private final ApiKeyService service;
    private final Timestamps timestamps;

    ApiKeyRoutes(ChangeLog log, ApiKeyService service, Timestamps timestamps) {
        this.log = log;
        this.service = service;
        this.timestamps = timestamps;
    }

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

            @Doc(example = "\"/mcp/mgw_ABCDEFGHIJKLMNOPQRSTUVWXYZ4RYmnH\"")
            ShownOnce endpointPath,

            @Nullable String name,

            @Doc(value = KeyViews.DESCRIPTION, example = KeyViews.DESCRIPTION_EXAMPLE) @Nullable
            String description,

            String userId,
            @Nullable String userEmail,
            String projectId,
            @Nullable String projectName,
            Instant createdAt,
            @Nullable Instant expiresAt,
            boolean disabled,
            ApiKey.Status status) {}

    static final Operation<Operation.None, Listing<KeyItem>> LIST_API_KEYS = Operation.get(PATH, Operation.None.class)
            .id(Tag.API_KEYS, "listApiKeys")
            .doc("List all API keys", "Masked, in the order of their creation; revoked and expired ones too.")
            .role(Role.ADMIN)
            .command("user list-all-api-keys")
            .lists("All API keys retrieved successfully", KeyItem.class);

    static final Operation<KeyReference, KeyDetails> GET_API_KEY = Operation.get(ONE, KeyReference.class)
            .id(Tag.API_KEYS, "getApiKey")
            .doc("Get an API key", "By its id or by the key itself; a mask finds nothing.")
            .role(Role.ADMIN)
            .command("user get-api-key")
            .errors(ErrorCode.API_KEY_NOT_FOUND)
            .tagged()
            .answers("API key details retrieved successfully", KeyDetails.class);

    static final Operation<RotateApiKey, RotatedKey> ROTATE_API_KEY = Operation.post(
                    PATH + "/rotate", RotateApiKey.class)
            .id(Tag.API_KEYS, "rotateApiKey")
            .doc(
                    "Rotate an API key",
                    "Makes a new key with the settings of the old one; a disabled key stays disabled. The old key is revoked at once, or works on"
                            + " for `grace_period_seconds` (0 to 604800).")
            .role(Role.ADMIN)
            .command("user rotate-api-key")
            .errors(ErrorCode.API_KEY_NOT_FOUND, ErrorCode.API_KEY_REVOKED, ErrorCode.API_KEY_EXPIRED)
            .strict()
            .answers("API key rotated successfully", RotatedKey.class);

    static final Operation<KeyReference, RegeneratedKey> REGENERATE_API_KEY = Operation.post(
                    ONE + "/regenerate", KeyReference.class)
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

    static final Operation<KeyReference, KeyItem> DISABLE_API_KEY = Operation.post(ONE + "/disable", KeyReference.class)
            .id(Tag.API_KEYS, "disableApiKey")
            .doc("Disable an API key", "It is refused until it is enabled again.")
            .role(Role.ADMIN)
            .command("user disable-api-key")
            .errors(ErrorCode.API_KEY_NOT_FOUND, ErrorCode.API_KEY_REVOKED)
            .strict()
            .answers("API key disabled successfully", KeyItem.class);

    static final Operation<KeyReference, KeyItem> ENABLE_API_KEY = Operation.post(ONE + "/enable", KeyReference.class)
            .id(Tag.API_KEYS, "enableApiKey")
            .doc("Enable an API key", "Ends what disableApiKey began. A revoked key stays revoked.")
            .role(Role.ADMIN)
            .command("user enable-api-key")
            .errors(ErrorCode.API_KEY_NOT_FOUND, ErrorCode.API_KEY_REVOKED)
            .strict()
            .answers("API key enabled successfully", KeyItem.class);

    static final Operation<KeyReference, Operation.None> DELETE_API_KEY = Operation.delete(ONE, KeyReference.class)
            .id(Tag.API_KEYS, "deleteApiKey")
            .doc("Delete an API key", "It is refused from then on, and a restore does not bring it back to life.")
            .role(Role.ADMIN)
            .command("user delete-api-key")
            .errors(ErrorCode.API_KEY_NOT_FOUND)
            .strict()
            .honoursIfMatch()
            .confirms("API key deleted successfully");

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                LIST_API_KEYS.handledBy(this::list),
                GET_API_KEY.handledBy(this::get),
                ROTATE_API_KEY.handledBy(this::rotate),
                REGENERATE_API_KEY.handledBy(this::regenerate),
                DISABLE_API_KEY.handledBy((in, call) -> item(service.disable(in.apiKey()))),
                ENABLE_API_KEY.handledBy((in, call) -> item(service.enable(in.apiKey()))),
                DELETE_API_KEY.handledBy(this::delete));
    }

    private Listing<KeyItem> list(Operation.None in, Call call) {
        GatewayState state = log.state();
        Instant now = timestamps.now();
        return call.page().of(state.keys()).map(key -> KeyItem.of(state, key, now));
    }

    private KeyDetails get(KeyReference in, Call call) {
        GatewayState state = log.state();
        return KeyDetails.of(state, service.find(state, in.apiKey()), timestamps.now());
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
        Secret secret = committed.result().secret();
        KeyItem item = KeyItem.of(committed.state(), committed.result().key(), timestamps.now());
        return new RegeneratedKey(
                new ShownOnce(secret),
                item.keyId(),
                item.apiKey(),
                KeyViews.endpointPath(secret),
                item.name(),
                item.description(),
                item.userId(),
                item.userEmail(),
                item.projectId(),
                item.projectName(),
                item.createdAt(),
                item.expiresAt(),
                item.disabled(),
                item.status());
    }

    private Operation.None delete(KeyReference in, Call call) {
        service.delete(in.apiKey(), call.precondition());
        return new Operation.None();
    }

    private KeyItem item(Committed<ApiKey> committed) {
        return KeyItem.of(committed.state(), committed.result(), timestamps.now());
    }
}
