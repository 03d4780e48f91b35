package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.internal.PreparedCall;
import dev.mcpgateway.client.model.AlertItem;
import dev.mcpgateway.client.model.AlertSettings;
import dev.mcpgateway.client.model.AlertState;
import dev.mcpgateway.client.model.AlertType;
import dev.mcpgateway.client.model.CreatedAlert;
import dev.mcpgateway.client.model.DeletedKeys;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.KeyDetails;
import dev.mcpgateway.client.model.KeyItem;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.KeyUpdate;
import dev.mcpgateway.client.model.KeyUsage;
import dev.mcpgateway.client.model.RegeneratedKey;
import dev.mcpgateway.client.model.RotatedKey;
import dev.mcpgateway.client.model.UsageWindow;
import dev.mcpgateway.client.model.VerifiedKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of {@link ApiKeysApi} and {@link ApiKeysAsyncApi}, to be sent by {@link dev.mcpgateway.client.GatewayClient#send}. */
public final class ApiKeyCalls {
    private ApiKeyCalls() {}

    /** Of {@link ApiKeysApi#generateApiKey(String, String)}. */
    public static Call<GeneratedKey> generateApiKey(String user, String project) {
        return generateApiKey(user, project, KeySettings.builder().build());
    }

    /** Of {@link ApiKeysApi#generateApiKey(String, String, KeySettings)}. */
    public static Call<GeneratedKey> generateApiKey(String user, String project, KeySettings settings) {
        return PreparedCall.post("generateApiKey", "/api/v1/users/{user_identifier}/api-keys", user)
                .fields(settings)
                .field("project_name", project)
                .withClientToken()
                .answers(GeneratedKey.class);
    }

    /** Of {@link ApiKeysApi#listUserApiKeys(String)}. */
    public static Call<List<KeyItem>> listUserApiKeys(String user) {
        return PreparedCall.get("listUserApiKeys", "/api/v1/users/{user_identifier}/api-keys", user)
                .lists(KeyItem.class);
    }

    /** Of {@link ApiKeysApi#listUserApiKeys(String, PageRequest)}. */
    public static Call<Page<KeyItem>> listUserApiKeys(String user, PageRequest page) {
        return PreparedCall.get("listUserApiKeys", "/api/v1/users/{user_identifier}/api-keys", user)
                .page(page)
                .pages(KeyItem.class);
    }

    /** Of {@link ApiKeysApi#listUserApiKeys(String, String)}. */
    public static Call<List<KeyItem>> listUserApiKeys(String user, String project) {
        return PreparedCall.get("listUserApiKeys", "/api/v1/users/{user_identifier}/api-keys", user)
                .query("project_identifier", project)
                .lists(KeyItem.class);
    }

    /** Of {@link ApiKeysApi#listUserApiKeys(String, String, PageRequest)}. */
    public static Call<Page<KeyItem>> listUserApiKeys(String user, String project, PageRequest page) {
        return PreparedCall.get("listUserApiKeys", "/api/v1/users/{user_identifier}/api-keys", user)
                .query("project_identifier", project)
                .page(page)
                .pages(KeyItem.class);
    }

    /** Of {@link ApiKeysApi#deleteAllUserApiKeys(String)}. */
    public static Call<DeletedKeys> deleteAllUserApiKeys(String user) {
        return PreparedCall.delete("deleteAllUserApiKeys", "/api/v1/users/{user_identifier}/api-keys", user)
                .answers(DeletedKeys.class);
    }

    /** Of {@link ApiKeysApi#listApiKeys()}. */
    public static Call<List<KeyItem>> listApiKeys() {
        return PreparedCall.get("listApiKeys", "/api/v1/api-keys").lists(KeyItem.class);
    }

    /** Of {@link ApiKeysApi#listApiKeys(PageRequest)}. */
    public static Call<Page<KeyItem>> listApiKeys(PageRequest page) {
        return PreparedCall.get("listApiKeys", "/api/v1/api-keys").page(page).pages(KeyItem.class);
    }

    /** Of {@link ApiKeysApi#getApiKey(String)}. */
    public static Call<KeyDetails> getApiKey(String apiKey) {
        return PreparedCall.get("getApiKey", "/api/v1/api-keys/{api_key}", apiKey)
                .answers(KeyDetails.class);
    }

    /** Of {@link ApiKeysApi#deleteApiKey(String)}. */
    public static Call<@Nullable Void> deleteApiKey(String apiKey) {
        return PreparedCall.delete("deleteApiKey", "/api/v1/api-keys/{api_key}", apiKey)
                .confirms();
    }

    /** Of {@link ApiKeysApi#rotateApiKey(String)}. */
    public static Call<RotatedKey> rotateApiKey(String apiKey) {
        return PreparedCall.post("rotateApiKey", "/api/v1/api-keys/rotate")
                .field("api_key", Secret.of(apiKey))
                .answers(RotatedKey.class);
    }

    /** Of {@link ApiKeysApi#rotateApiKey(String, Duration)}. */
    public static Call<RotatedKey> rotateApiKey(String apiKey, Duration gracePeriod) {
        return PreparedCall.post("rotateApiKey", "/api/v1/api-keys/rotate")
                .field("api_key", Secret.of(apiKey))
                .field("grace_period_seconds", gracePeriod.toSeconds())
                .answers(RotatedKey.class);
    }

    /** Of {@link ApiKeysApi#regenerateApiKey(String)}. */
    public static Call<RegeneratedKey> regenerateApiKey(String apiKey) {
        return PreparedCall.post("regenerateApiKey", "/api/v1/api-keys/{api_key}/regenerate", apiKey)
                .answers(RegeneratedKey.class);
    }

    /** Of {@link ApiKeysApi#disableApiKey(String)}. */
    public static Call<KeyItem> disableApiKey(String apiKey) {
        return PreparedCall.post("disableApiKey", "/api/v1/api-keys/{api_key}/disable", apiKey)
                .answers(KeyItem.class);
    }

    /** Of {@link ApiKeysApi#enableApiKey(String)}. */
    public static Call<KeyItem> enableApiKey(String apiKey) {
        return PreparedCall.post("enableApiKey", "/api/v1/api-keys/{api_key}/enable", apiKey)
                .answers(KeyItem.class);
    }

    /** Of {@link ApiKeysApi#getApiKeyUsage(String)}. */
    public static Call<KeyUsage> getApiKeyUsage(String apiKey) {
        return PreparedCall.get("getApiKeyUsage", "/api/v1/api-keys/{api_key}/usage", apiKey)
                .answers(KeyUsage.class);
    }

    /** Of {@link ApiKeysApi#getApiKeyUsage(String, UsageWindow)}. */
    public static Call<KeyUsage> getApiKeyUsage(String apiKey, UsageWindow window) {
        return PreparedCall.get("getApiKeyUsage", "/api/v1/api-keys/{api_key}/usage", apiKey)
                .query("window", window.value())
                .answers(KeyUsage.class);
    }

    /** Of {@link ApiKeysApi#createAlert(String, AlertType)}. */
    public static Call<CreatedAlert> createAlert(String apiKey, AlertType type) {
        return createAlert(apiKey, type, AlertSettings.builder().build());
    }

    /** Of {@link ApiKeysApi#createAlert(String, AlertType, AlertSettings)}. */
    public static Call<CreatedAlert> createAlert(String apiKey, AlertType type, AlertSettings settings) {
        return PreparedCall.post("createAlert", "/api/v1/api-keys/{api_key}/alerts", apiKey)
                .fields(settings)
                .field("type", type)
                .answers(CreatedAlert.class);
    }

    /** Of {@link ApiKeysApi#listAlerts(String)}. */
    public static Call<List<AlertItem>> listAlerts(String apiKey) {
        return PreparedCall.get("listAlerts", "/api/v1/api-keys/{api_key}/alerts", apiKey)
                .lists(AlertItem.class);
    }

    /** Of {@link ApiKeysApi#listAlerts(String, PageRequest)}. */
    public static Call<Page<AlertItem>> listAlerts(String apiKey, PageRequest page) {
        return PreparedCall.get("listAlerts", "/api/v1/api-keys/{api_key}/alerts", apiKey)
                .page(page)
                .pages(AlertItem.class);
    }

    /** Of {@link ApiKeysApi#deleteAlert(String, String)}. */
    public static Call<@Nullable Void> deleteAlert(String apiKey, String alertId) {
        return PreparedCall.delete("deleteAlert", "/api/v1/api-keys/{api_key}/alerts/{alert_id}", apiKey, alertId)
                .confirms();
    }

    /** Of {@link ApiKeysApi#listAllAlerts()}. */
    public static Call<List<AlertItem>> listAllAlerts() {
        return PreparedCall.get("listAllAlerts", "/api/v1/alerts").lists(AlertItem.class);
    }

    /** Of {@link ApiKeysApi#listAllAlerts(PageRequest)}. */
    public static Call<Page<AlertItem>> listAllAlerts(PageRequest page) {
        return PreparedCall.get("listAllAlerts", "/api/v1/alerts").page(page).pages(AlertItem.class);
    }

    /** Of {@link ApiKeysApi#listAllAlerts(AlertState)}. */
    public static Call<List<AlertItem>> listAllAlerts(AlertState state) {
        return PreparedCall.get("listAllAlerts", "/api/v1/alerts")
                .query("state", state.value())
                .lists(AlertItem.class);
    }

    /** Of {@link ApiKeysApi#listAllAlerts(AlertState, PageRequest)}. */
    public static Call<Page<AlertItem>> listAllAlerts(AlertState state, PageRequest page) {
        return PreparedCall.get("listAllAlerts", "/api/v1/alerts")
                .query("state", state.value())
                .page(page)
                .pages(AlertItem.class);
    }

    /** Of {@link ApiKeysApi#updateApiKey(String, KeyUpdate)}. */
    public static Call<KeyItem> updateApiKey(String apiKey, KeyUpdate update) {
        return PreparedCall.patch("updateApiKey", "/api/v1/api-keys/{api_key}", apiKey)
                .fields(update)
                .answers(KeyItem.class);
    }

    /** Of {@link ApiKeysApi#revokeApiKey(String)}. */
    public static Call<KeyItem> revokeApiKey(String apiKey) {
        return PreparedCall.post("revokeApiKey", "/api/v1/api-keys/{api_key}/revoke", apiKey)
                .answers(KeyItem.class);
    }

    /** Of {@link ApiKeysApi#verifyApiKey(String)}. */
    public static Call<VerifiedKey> verifyApiKey(String apiKey) {
        return PreparedCall.post("verifyApiKey", "/api/v1/api-keys/verify")
                .field("api_key", Secret.of(apiKey))
                .answers(VerifiedKey.class);
    }

    /** Of {@link ApiKeysApi#whoAmI()}. */
    public static Call<KeyItem> whoAmI() {
        return PreparedCall.get("whoAmI", "/api/v1/api-keys/me").answers(KeyItem.class);
    }

    /** Of {@link ApiKeysApi#getOwnApiKeyUsage()}. */
    public static Call<KeyUsage> getOwnApiKeyUsage() {
        return PreparedCall.get("getOwnApiKeyUsage", "/api/v1/api-keys/me/usage")
                .answers(KeyUsage.class);
    }

    /** Of {@link ApiKeysApi#getOwnApiKeyUsage(UsageWindow)}. */
    public static Call<KeyUsage> getOwnApiKeyUsage(UsageWindow window) {
        return PreparedCall.get("getOwnApiKeyUsage", "/api/v1/api-keys/me/usage")
                .query("window", window.value())
                .answers(KeyUsage.class);
    }
}
