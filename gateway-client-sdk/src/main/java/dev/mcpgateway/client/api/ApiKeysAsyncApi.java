package dev.mcpgateway.client.api;

import dev.mcpgateway.client.AsyncSender;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** As {@link ApiKeysApi}, with a future for every result. */
public interface ApiKeysAsyncApi extends AsyncSender {

    /** As {@link ApiKeysApi#generateApiKey(String, String)}. */
    default CompletableFuture<GeneratedKey> generateApiKey(String user, String project) {
        return call(ApiKeyCalls.generateApiKey(user, project));
    }

    /** As {@link ApiKeysApi#generateApiKey(String, String, KeySettings)}. */
    default CompletableFuture<GeneratedKey> generateApiKey(String user, String project, KeySettings settings) {
        return call(ApiKeyCalls.generateApiKey(user, project, settings));
    }

    /** As {@link ApiKeysApi#listUserApiKeys(String)}. */
    default CompletableFuture<List<KeyItem>> listUserApiKeys(String user) {
        return call(ApiKeyCalls.listUserApiKeys(user));
    }

    /** As {@link ApiKeysApi#listUserApiKeys(String, PageRequest)}. */
    default CompletableFuture<Page<KeyItem>> listUserApiKeys(String user, PageRequest page) {
        return call(ApiKeyCalls.listUserApiKeys(user, page));
    }

    /** As {@link ApiKeysApi#listUserApiKeys(String, String)}. */
    default CompletableFuture<List<KeyItem>> listUserApiKeys(String user, String project) {
        return call(ApiKeyCalls.listUserApiKeys(user, project));
    }

    /** As {@link ApiKeysApi#listUserApiKeys(String, String, PageRequest)}. */
    default CompletableFuture<Page<KeyItem>> listUserApiKeys(String user, String project, PageRequest page) {
        return call(ApiKeyCalls.listUserApiKeys(user, project, page));
    }

    /** As {@link ApiKeysApi#deleteAllUserApiKeys(String)}. */
    default CompletableFuture<DeletedKeys> deleteAllUserApiKeys(String user) {
        return call(ApiKeyCalls.deleteAllUserApiKeys(user));
    }

    /** As {@link ApiKeysApi#listApiKeys()}. */
    default CompletableFuture<List<KeyItem>> listApiKeys() {
        return call(ApiKeyCalls.listApiKeys());
    }

    /** As {@link ApiKeysApi#listApiKeys(PageRequest)}. */
    default CompletableFuture<Page<KeyItem>> listApiKeys(PageRequest page) {
        return call(ApiKeyCalls.listApiKeys(page));
    }

    /** As {@link ApiKeysApi#getApiKey(String)}. */
    default CompletableFuture<KeyDetails> getApiKey(String apiKey) {
        return call(ApiKeyCalls.getApiKey(apiKey));
    }

    /** As {@link ApiKeysApi#deleteApiKey(String)}. */
    default CompletableFuture<@Nullable Void> deleteApiKey(String apiKey) {
        return call(ApiKeyCalls.deleteApiKey(apiKey));
    }

    /** As {@link ApiKeysApi#rotateApiKey(String)}. */
    default CompletableFuture<RotatedKey> rotateApiKey(String apiKey) {
        return call(ApiKeyCalls.rotateApiKey(apiKey));
    }

    /** As {@link ApiKeysApi#rotateApiKey(String, Duration)}. */
    default CompletableFuture<RotatedKey> rotateApiKey(String apiKey, Duration gracePeriod) {
        return call(ApiKeyCalls.rotateApiKey(apiKey, gracePeriod));
    }

    /** As {@link ApiKeysApi#regenerateApiKey(String)}. */
    default CompletableFuture<RegeneratedKey> regenerateApiKey(String apiKey) {
        return call(ApiKeyCalls.regenerateApiKey(apiKey));
    }

    /** As {@link ApiKeysApi#disableApiKey(String)}. */
    default CompletableFuture<KeyItem> disableApiKey(String apiKey) {
        return call(ApiKeyCalls.disableApiKey(apiKey));
    }

    /** As {@link ApiKeysApi#enableApiKey(String)}. */
    default CompletableFuture<KeyItem> enableApiKey(String apiKey) {
        return call(ApiKeyCalls.enableApiKey(apiKey));
    }

    /** As {@link ApiKeysApi#getApiKeyUsage(String)}. */
    default CompletableFuture<KeyUsage> getApiKeyUsage(String apiKey) {
        return call(ApiKeyCalls.getApiKeyUsage(apiKey));
    }

    /** As {@link ApiKeysApi#getApiKeyUsage(String, UsageWindow)}. */
    default CompletableFuture<KeyUsage> getApiKeyUsage(String apiKey, UsageWindow window) {
        return call(ApiKeyCalls.getApiKeyUsage(apiKey, window));
    }

    /** As {@link ApiKeysApi#createAlert(String, AlertType)}. */
    default CompletableFuture<CreatedAlert> createAlert(String apiKey, AlertType type) {
        return call(ApiKeyCalls.createAlert(apiKey, type));
    }

    /** As {@link ApiKeysApi#createAlert(String, AlertType, AlertSettings)}. */
    default CompletableFuture<CreatedAlert> createAlert(String apiKey, AlertType type, AlertSettings settings) {
        return call(ApiKeyCalls.createAlert(apiKey, type, settings));
    }

    /** As {@link ApiKeysApi#listAlerts(String)}. */
    default CompletableFuture<List<AlertItem>> listAlerts(String apiKey) {
        return call(ApiKeyCalls.listAlerts(apiKey));
    }

    /** As {@link ApiKeysApi#listAlerts(String, PageRequest)}. */
    default CompletableFuture<Page<AlertItem>> listAlerts(String apiKey, PageRequest page) {
        return call(ApiKeyCalls.listAlerts(apiKey, page));
    }

    /** As {@link ApiKeysApi#deleteAlert(String, String)}. */
    default CompletableFuture<@Nullable Void> deleteAlert(String apiKey, String alertId) {
        return call(ApiKeyCalls.deleteAlert(apiKey, alertId));
    }

    /** As {@link ApiKeysApi#listAllAlerts()}. */
    default CompletableFuture<List<AlertItem>> listAllAlerts() {
        return call(ApiKeyCalls.listAllAlerts());
    }

    /** As {@link ApiKeysApi#listAllAlerts(PageRequest)}. */
    default CompletableFuture<Page<AlertItem>> listAllAlerts(PageRequest page) {
        return call(ApiKeyCalls.listAllAlerts(page));
    }

    /** As {@link ApiKeysApi#listAllAlerts(AlertState)}. */
    default CompletableFuture<List<AlertItem>> listAllAlerts(AlertState state) {
        return call(ApiKeyCalls.listAllAlerts(state));
    }

    /** As {@link ApiKeysApi#listAllAlerts(AlertState, PageRequest)}. */
    default CompletableFuture<Page<AlertItem>> listAllAlerts(AlertState state, PageRequest page) {
        return call(ApiKeyCalls.listAllAlerts(state, page));
    }

    /** As {@link ApiKeysApi#updateApiKey(String, KeyUpdate)}. */
    default CompletableFuture<KeyItem> updateApiKey(String apiKey, KeyUpdate update) {
        return call(ApiKeyCalls.updateApiKey(apiKey, update));
    }

    /** As {@link ApiKeysApi#revokeApiKey(String)}. */
    default CompletableFuture<KeyItem> revokeApiKey(String apiKey) {
        return call(ApiKeyCalls.revokeApiKey(apiKey));
    }

    /** As {@link ApiKeysApi#verifyApiKey(String)}. */
    default CompletableFuture<VerifiedKey> verifyApiKey(String apiKey) {
        return call(ApiKeyCalls.verifyApiKey(apiKey));
    }

    /** As {@link ApiKeysApi#whoAmI()}. */
    default CompletableFuture<KeyItem> whoAmI() {
        return call(ApiKeyCalls.whoAmI());
    }

    /** As {@link ApiKeysApi#getOwnApiKeyUsage()}. */
    default CompletableFuture<KeyUsage> getOwnApiKeyUsage() {
        return call(ApiKeyCalls.getOwnApiKeyUsage());
    }

    /** As {@link ApiKeysApi#getOwnApiKeyUsage(UsageWindow)}. */
    default CompletableFuture<KeyUsage> getOwnApiKeyUsage(UsageWindow window) {
        return call(ApiKeyCalls.getOwnApiKeyUsage(window));
    }
}
