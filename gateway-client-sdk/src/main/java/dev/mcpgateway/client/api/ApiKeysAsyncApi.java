package dev.mcpgateway.client.api;

import dev.mcpgateway.client.AsyncSender;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.model.DeletedKeys;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.KeyDetails;
import dev.mcpgateway.client.model.KeyItem;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.RegeneratedKey;
import dev.mcpgateway.client.model.RotatedKey;
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
}
