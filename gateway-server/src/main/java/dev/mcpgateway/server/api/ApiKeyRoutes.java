package dev.mcpgateway.server.api;

import dev.mcpgateway.server.api.KeyViews.KeyDetails;
import dev.mcpgateway.server.api.KeyViews.KeyItem;
import dev.mcpgateway.server.api.References.KeyReference;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ApiKeyService;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.Field;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyUpdate;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.keys.Admission;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.usage.UsageMeter;
import dev.mcpgateway.server.usage.UsageRecords;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations on API keys, named by their id or by the key itself. */
final class ApiKeyRoutes {
    static final String PATH = "/api/v1/api-keys";
    static final String ONE = PATH + "/{api_key}";

    private final ChangeLog log;
    private final ApiKeyService service;
    private final Timestamps timestamps;
    private final Supplier<UsageRecords> usage;
    private final KeyAuthenticator authenticator;

    ApiKeyRoutes(
            ChangeLog log,
            ApiKeyService service,
            Timestamps timestamps,
            Supplier<UsageRecords> usage,
            KeyAuthenticator authenticator) {
        this.authenticator = authenticator;
        this.log = log;
        this.service = service;
        this.timestamps = timestamps;
        this.usage = usage;
    }

    record UpdateApiKey(
            String apiKey,

            @Doc(KeyDocs.NAME) Field<String> name,

            @Doc(value = KeyDocs.DESCRIPTION, example = KeyViews.DESCRIPTION_EXAMPLE)
            Field<String> description,

            @Doc(KeyDocs.SCOPES) Field<List<String>> scopes,

            @Doc(value = KeyDocs.EXPIRES_AT, example = KeyDocs.EXPIRES_AT_EXAMPLE)
            Field<Instant> expiresAt,

            @Nullable Long expiresInSeconds,

            @Doc(value = KeyDocs.NOT_BEFORE, example = KeyDocs.NOT_BEFORE_EXAMPLE)
            Field<Instant> notBefore,

            Field<List<String>> allowedIps,
            Field<List<String>> deniedIps,
            Field<String> plan,

            @Doc(value = KeyDocs.RATE_LIMIT, example = KeyDocs.RATE_LIMIT_EXAMPLE, schema = KeyDocs.RATE_LIMIT_SCHEMA)
            Field<Attributes> rateLimit,

            Field<Attributes> metadata,
            Field<Boolean> requireSignature,
            Field<Boolean> urlKey) {
        KeyUpdate update() {
            return new KeyUpdate(
                    name,
                    description,
                    scopes,
                    expiresAt,
                    expiresInSeconds,
                    notBefore,
                    allowedIps,
                    deniedIps,
                    plan,
                    rateLimit,
                    metadata,
                    requireSignature,
                    urlKey);
        }
    }

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

    static final Operation<UpdateApiKey, KeyItem> UPDATE_API_KEY = Operation.patch(ONE, UpdateApiKey.class)
            .id(Tag.API_KEYS, "updateApiKey")
            .doc(
                    "Change what is set on an API key",
                    "Any of its settings; null clears one. The key itself stays, and open sessions go on under the new settings. A revoked or"
                            + " expired key cannot be changed.")
            .role(Role.ADMIN)
            .command("user update-api-key")
            .errors(ErrorCode.API_KEY_NOT_FOUND, ErrorCode.API_KEY_REVOKED, ErrorCode.API_KEY_EXPIRED)
            .strict()
            .honoursIfMatch()
            .answers("API key updated successfully", KeyItem.class);

    static final Operation<KeyReference, KeyItem> REVOKE_API_KEY = Operation.post(ONE + "/revoke", KeyReference.class)
            .id(Tag.API_KEYS, "revokeApiKey")
            .doc(
                    "Revoke an API key",
                    "For good: it cannot be enabled again, and no restore brings it back. It stays listed until it is deleted.")
            .role(Role.ADMIN)
            .command("user revoke-api-key")
            .errors(ErrorCode.API_KEY_NOT_FOUND)
            .strict()
            .answers("API key revoked successfully", KeyItem.class);

    record VerifyApiKey(
            @Required @Doc(value = "The key itself.", example = "\"mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbw\"")
            Secret apiKey) {}

    record VerifiedKey(
            @Doc(value = "Whether the key would be accepted now.", example = "true")
            boolean valid,

            @Doc(
                    value =
                            "Why it would not: `invalid_api_key`, `disabled_api_key`, `inactive_api_key` or `expired_api_key`; null for a"
                                    + " valid one.",
                    example = "null")
            @Nullable
            String code,

            @Doc("The key's id; null for one that is invalid.") @Nullable
            String keyId,

            @Nullable List<String> scopes,

            @Doc(value = "How many more requests would pass at once; null where nothing limits them.", example = "59")
            @Nullable
            Integer remaining) {}

    static final Operation<VerifyApiKey, VerifiedKey> VERIFY_API_KEY = Operation.post(
                    PATH + "/verify", VerifyApiKey.class)
            .id(Tag.API_KEYS, "verifyApiKey")
            .doc(
                    "Verify an API key",
                    "Says whether the key would be accepted now, as far as that depends on the key alone: not from where it is used and not"
                            + " whether a request is signed. It counts against no limit.")
            .role(Role.ADMIN)
            .command("user verify-api-key")
            .strict()
            .answers("API key verified successfully", VerifiedKey.class);

    static final Operation<Operation.None, KeyItem> WHO_AM_I = Operation.get(PATH + "/me", Operation.None.class)
            .id(Tag.API_KEYS, "whoAmI")
            .doc(
                    "Get the key in use",
                    "What the administrator sees of the user key that the request is made with; any scopes will do.")
            .role(Role.USER_KEY)
            .answers("API key retrieved successfully", KeyItem.class);

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
                WHO_AM_I.handledBy(this::whoAmI),
                UPDATE_API_KEY.handledBy(this::update),
                VERIFY_API_KEY.handledBy(this::verify),
                DISABLE_API_KEY.handledBy((in, call) -> item(service.disable(in.apiKey()))),
                ENABLE_API_KEY.handledBy((in, call) -> item(service.enable(in.apiKey()))),
                REVOKE_API_KEY.handledBy((in, call) -> item(service.revoke(in.apiKey()))),
                DELETE_API_KEY.handledBy(this::delete));
    }

    private Listing<KeyItem> list(Operation.None in, Call call) {
        GatewayState state = log.state();
        Instant now = timestamps.latest();
        UsageMeter meter = usage.get().meter();
        return call.page().of(state.keys()).map(key -> KeyItem.of(state, key, meter, now));
    }

    private KeyDetails get(KeyReference in, Call call) {
        GatewayState state = log.state();
        return KeyDetails.of(
                state, service.find(state, in.apiKey()), usage.get().meter(), timestamps.latest());
    }

    private KeyItem whoAmI(Operation.None in, Call call) {
        return KeyItem.of(call.state(), call.requireHolder().key(), usage.get().meter(), timestamps.latest());
    }

    private VerifiedKey verify(VerifyApiKey in, Call call) {
        ApiKey key = authenticator.prove(log.state(), in.apiKey());
        KeyRefusal refusal = key == null ? KeyRefusal.INVALID_API_KEY : authenticator.standing(key);
        if (key == null || refusal == KeyRefusal.INVALID_API_KEY) {
            return new VerifiedKey(false, KeyRefusal.INVALID_API_KEY.code(), null, null, null);
        }
        Admission outlook = authenticator.outlook(key);
        return new VerifiedKey(
                refusal == null,
                refusal == null ? null : refusal.code(),
                key.id(),
                key.settings().scopes().names(),
                outlook == null ? null : outlook.remaining());
    }

    private KeyItem update(UpdateApiKey in, Call call) {
        return item(service.update(in.apiKey(), in.update(), call.precondition()));
    }

    private Operation.None delete(KeyReference in, Call call) {
        service.delete(in.apiKey(), call.precondition());
        return new Operation.None();
    }

    private KeyItem item(Committed<ApiKey> committed) {
        return KeyItem.of(committed.state(), committed.result(), usage.get().meter(), timestamps.latest());
    }
}
