package dev.mcpgateway.client.api;

import dev.mcpgateway.client.AsyncSender;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.model.ConfigDetails;
import dev.mcpgateway.client.model.ConfigItem;
import dev.mcpgateway.client.model.ConfigName;
import dev.mcpgateway.client.model.ConfigProject;
import dev.mcpgateway.client.model.ConfigSettings;
import dev.mcpgateway.client.model.FoundConfig;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.Validation;
import dev.mcpgateway.client.model.WrittenFile;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** As {@link ConfigsApi}, with a future for every result. */
public interface ConfigsAsyncApi extends AsyncSender {

    /** As {@link ConfigsApi#listConfigs()}. */
    default CompletableFuture<List<ConfigItem>> listConfigs() {
        return call(ConfigCalls.listConfigs());
    }

    /** As {@link ConfigsApi#listConfigs(PageRequest)}. */
    default CompletableFuture<Page<ConfigItem>> listConfigs(PageRequest page) {
        return call(ConfigCalls.listConfigs(page));
    }

    /** As {@link ConfigsApi#createConfig(String)}. */
    default CompletableFuture<ConfigName> createConfig(String configName) {
        return call(ConfigCalls.createConfig(configName));
    }

    /** As {@link ConfigsApi#createConfig(String, ConfigSettings)}. */
    default CompletableFuture<ConfigName> createConfig(String configName, ConfigSettings settings) {
        return call(ConfigCalls.createConfig(configName, settings));
    }

    /** As {@link ConfigsApi#getConfig(String)}. */
    default CompletableFuture<ConfigDetails> getConfig(String config) {
        return call(ConfigCalls.getConfig(config));
    }

    /** As {@link ConfigsApi#getConfig(String, boolean)}. */
    default CompletableFuture<ConfigDetails> getConfig(String config, boolean reveal) {
        return call(ConfigCalls.getConfig(config, reveal));
    }

    /** As {@link ConfigsApi#updateConfig(String, ConfigSettings)}. */
    default CompletableFuture<ConfigDetails> updateConfig(String config, ConfigSettings settings) {
        return call(ConfigCalls.updateConfig(config, settings));
    }

    /** As {@link ConfigsApi#deleteConfig(String)}. */
    default CompletableFuture<@Nullable Void> deleteConfig(String config) {
        return call(ConfigCalls.deleteConfig(config));
    }

    /** As {@link ConfigsApi#renameConfig(String, String)}. */
    default CompletableFuture<ConfigName> renameConfig(String config, String newName) {
        return call(ConfigCalls.renameConfig(config, newName));
    }

    /** As {@link ConfigsApi#copyConfig(String, String)}. */
    default CompletableFuture<ConfigName> copyConfig(String sourceConfig, String targetConfig) {
        return call(ConfigCalls.copyConfig(sourceConfig, targetConfig));
    }

    /** As {@link ConfigsApi#importConfig(String, JsonDocument)}. */
    default CompletableFuture<ConfigName> importConfig(String configName, JsonDocument config) {
        return call(ConfigCalls.importConfig(configName, config));
    }

    /** As {@link ConfigsApi#importConfig(String, String)}. */
    default CompletableFuture<ConfigName> importConfig(String configName, String inputFile) {
        return call(ConfigCalls.importConfig(configName, inputFile));
    }

    /** As {@link ConfigsApi#exportConfig(String)}. */
    default CompletableFuture<JsonDocument> exportConfig(String config) {
        return call(ConfigCalls.exportConfig(config));
    }

    /** As {@link ConfigsApi#exportConfig(String, String)}. */
    default CompletableFuture<WrittenFile> exportConfig(String config, String outputFile) {
        return call(ConfigCalls.exportConfig(config, outputFile));
    }

    /** As {@link ConfigsApi#searchConfigs(String)}. */
    default CompletableFuture<List<FoundConfig>> searchConfigs(String searchTerm) {
        return call(ConfigCalls.searchConfigs(searchTerm));
    }

    /** As {@link ConfigsApi#validateConfig(String)}. */
    default CompletableFuture<Validation> validateConfig(String config) {
        return call(ConfigCalls.validateConfig(config));
    }

    /** As {@link ConfigsApi#listConfigProjects(String)}. */
    default CompletableFuture<List<ConfigProject>> listConfigProjects(String config) {
        return call(ConfigCalls.listConfigProjects(config));
    }

    /** As {@link ConfigsApi#listConfigProjects(String, PageRequest)}. */
    default CompletableFuture<Page<ConfigProject>> listConfigProjects(String config, PageRequest page) {
        return call(ConfigCalls.listConfigProjects(config, page));
    }
}
