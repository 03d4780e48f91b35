package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.internal.PreparedCall;
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
import org.jspecify.annotations.Nullable;

/** The calls of {@link ConfigsApi} and {@link ConfigsAsyncApi}, to be sent by {@link dev.mcpgateway.client.GatewayClient#send}. */
public final class ConfigCalls {
    private ConfigCalls() {}

    /** Of {@link ConfigsApi#listConfigs()}. */
    public static Call<List<ConfigItem>> listConfigs() {
        return PreparedCall.get("listConfigs", "/api/v1/configs").lists(ConfigItem.class);
    }

    /** Of {@link ConfigsApi#listConfigs(PageRequest)}. */
    public static Call<Page<ConfigItem>> listConfigs(PageRequest page) {
        return PreparedCall.get("listConfigs", "/api/v1/configs").page(page).pages(ConfigItem.class);
    }

    /** Of {@link ConfigsApi#createConfig(String)}. */
    public static Call<ConfigName> createConfig(String configName) {
        return PreparedCall.post("createConfig", "/api/v1/configs")
                .field("config_name", configName)
                .answers(ConfigName.class);
    }

    /** Of {@link ConfigsApi#createConfig(String, ConfigSettings)}. */
    public static Call<ConfigName> createConfig(String configName, ConfigSettings settings) {
        return PreparedCall.post("createConfig", "/api/v1/configs")
                .fields(settings)
                .field("config_name", configName)
                .answers(ConfigName.class);
    }

    /** Of {@link ConfigsApi#getConfig(String)}. */
    public static Call<ConfigDetails> getConfig(String config) {
        return PreparedCall.get("getConfig", "/api/v1/configs/{config_identifier}", config)
                .answers(ConfigDetails.class);
    }

    /** Of {@link ConfigsApi#getConfig(String, boolean)}. */
    public static Call<ConfigDetails> getConfig(String config, boolean reveal) {
        return PreparedCall.get("getConfig", "/api/v1/configs/{config_identifier}", config)
                .queryIf(reveal, "reveal", "true")
                .answers(ConfigDetails.class);
    }

    /** Of {@link ConfigsApi#updateConfig(String, ConfigSettings)}. */
    public static Call<ConfigDetails> updateConfig(String config, ConfigSettings settings) {
        return PreparedCall.patch("updateConfig", "/api/v1/configs/{config_identifier}", config)
                .fields(settings)
                .answers(ConfigDetails.class);
    }

    /** Of {@link ConfigsApi#deleteConfig(String)}. */
    public static Call<@Nullable Void> deleteConfig(String config) {
        return PreparedCall.delete("deleteConfig", "/api/v1/configs/{config_identifier}", config)
                .confirms();
    }

    /** Of {@link ConfigsApi#renameConfig(String, String)}. */
    public static Call<ConfigName> renameConfig(String config, String newName) {
        return PreparedCall.put("renameConfig", "/api/v1/configs/{config_identifier}/rename", config)
                .field("new_name", newName)
                .answers(ConfigName.class);
    }

    /** Of {@link ConfigsApi#copyConfig(String, String)}. */
    public static Call<ConfigName> copyConfig(String sourceConfig, String targetConfig) {
        return PreparedCall.post("copyConfig", "/api/v1/configs/copy")
                .field("source_config", sourceConfig)
                .field("target_config", targetConfig)
                .answers(ConfigName.class);
    }

    /** Of {@link ConfigsApi#importConfig(String, JsonDocument)}. */
    public static Call<ConfigName> importConfig(String configName, JsonDocument config) {
        return PreparedCall.post("importConfig", "/api/v1/configs/import")
                .field("config_name", configName)
                .field("config", config)
                .answers(ConfigName.class);
    }

    /** Of {@link ConfigsApi#importConfig(String, String)}. */
    public static Call<ConfigName> importConfig(String configName, String inputFile) {
        return PreparedCall.post("importConfig", "/api/v1/configs/import")
                .field("config_name", configName)
                .field("input_file", inputFile)
                .answers(ConfigName.class);
    }

    /** Of {@link ConfigsApi#exportConfig(String)}. */
    public static Call<JsonDocument> exportConfig(String config) {
        return PreparedCall.post("exportConfig", "/api/v1/configs/{config_identifier}/export", config)
                .answers(JsonDocument.class);
    }

    /** Of {@link ConfigsApi#exportConfig(String, String)}. */
    public static Call<WrittenFile> exportConfig(String config, String outputFile) {
        return PreparedCall.post("exportConfig", "/api/v1/configs/{config_identifier}/export", config)
                .field("output_file", outputFile)
                .answers(WrittenFile.class);
    }

    /** Of {@link ConfigsApi#searchConfigs(String)}. */
    public static Call<List<FoundConfig>> searchConfigs(String searchTerm) {
        return PreparedCall.post("searchConfigs", "/api/v1/configs/search")
                .field("search_term", searchTerm)
                .lists(FoundConfig.class);
    }

    /** Of {@link ConfigsApi#validateConfig(String)}. */
    public static Call<Validation> validateConfig(String config) {
        return PreparedCall.post("validateConfig", "/api/v1/configs/{config_identifier}/validate", config)
                .answers(Validation.class);
    }

    /** Of {@link ConfigsApi#listConfigProjects(String)}. */
    public static Call<List<ConfigProject>> listConfigProjects(String config) {
        return PreparedCall.get("listConfigProjects", "/api/v1/configs/{config_identifier}/projects", config)
                .lists(ConfigProject.class);
    }

    /** Of {@link ConfigsApi#listConfigProjects(String, PageRequest)}. */
    public static Call<Page<ConfigProject>> listConfigProjects(String config, PageRequest page) {
        return PreparedCall.get("listConfigProjects", "/api/v1/configs/{config_identifier}/projects", config)
                .page(page)
                .pages(ConfigProject.class);
    }
}
