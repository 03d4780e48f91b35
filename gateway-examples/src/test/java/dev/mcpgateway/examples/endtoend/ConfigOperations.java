package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.ConfigDetails;
import dev.mcpgateway.client.model.ConfigItem;
import dev.mcpgateway.client.model.ConfigMode;
import dev.mcpgateway.client.model.ConfigProject;
import dev.mcpgateway.client.model.ConfigSettings;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.MatchType;
import dev.mcpgateway.client.model.ServerItem;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.client.model.ToolPrefix;
import dev.mcpgateway.client.model.Validation;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operations on configurations. */
interface ConfigOperations extends GatewayUnderTest {

    @Test
    default void aConfigurationThatIsCreatedIsListedAndFound() {
        String config = name("config");
        String id = client().createConfig(config).configId();

        ConfigItem item = client().listConfigs().stream()
                .filter(listed -> listed.mcpConfigId().equals(id))
                .findFirst()
                .orElseThrow();
        assertEquals(config, item.mcpConfigName());
        assertEquals(0, item.servers());
        assertEquals(config, client().getConfig(id).mcpConfigName());
        assertEquals(id, client().getConfig(config).mcpConfigId());
        assertEquals(
                List.of(id),
                client().searchConfigs(config.toUpperCase(Locale.ROOT)).stream()
                        .map(found -> found.mcpConfigId())
                        .toList());
        assertEquals(
                MatchType.CONFIG_NAME, client().searchConfigs(config).get(0).matchType());
    }

    @Test
    default void theSettingsOfAConfigurationAreThoseItWasCreatedWithUntilTheyAreChanged() {
        String config = name("config");
        client().createConfig(
                        config,
                        ConfigSettings.builder().prefix(ToolPrefix.NEVER).build());
        assertEquals(ToolPrefix.NEVER, client().getConfig(config).prefix());
        assertEquals(ConfigMode.TOOLS, client().getConfig(config).mode());

        ConfigDetails changed = client().updateConfig(
                        config,
                        ConfigSettings.builder()
                                .mode(ConfigMode.SEARCH)
                                .prefix(null)
                                .build());

        assertEquals(ConfigMode.SEARCH, changed.mode());
        assertEquals(ToolPrefix.ALWAYS, changed.prefix());
        assertNotNull(changed.updatedAt());
        assertEquals(changed, client().getConfig(config));
    }

    @Test
    default void aRenamedConfigurationKeepsItsId() {
        String id = client().createConfig(name("config")).configId();
        String renamed = name("renamed config");

        assertEquals(renamed, client().renameConfig(id, renamed).configName());
        assertEquals(id, client().getConfig(renamed).mcpConfigId());
    }

    @Test
    default void aDeletedConfigurationIsGoneAndOneInUseStays() {
        String config = config();
        client().deleteConfig(config);
        assertFails(ErrorCode.CONFIG_NOT_FOUND, NotFoundException.class, () -> client().getConfig(config));

        String used = config();
        client().assignConfig(project(), used);
        assertFails(ErrorCode.CONFIG_IN_USE, ConflictException.class, () -> client().deleteConfig(used));
    }

    @Test
    default void aCopyHasTheServersOfItsSourceAndALifeOfItsOwn() {
        String source = configWithServer();
        String copy = name("copy");

        client().copyConfig(source, copy);
        client().removeServer(source, "files");

        assertEquals(
                List.of("files"),
                client().listServers(copy).stream().map(ServerItem::serverName).toList());
        assertEquals(List.of(), client().listServers(source));
    }

    @Test
    default void whatIsExportedCanBeImportedWithItsSecrets() {
        String source = config();
        client().addServer(
                        source,
                        "secretive",
                        ServerSettings.builder()
                                .command(COMMAND)
                                .env(Map.of("TOKEN", Secret.of("its-token")))
                                .build());
        String imported = name("imported");

        JsonDocument document = client().exportConfig(source);
        client().importConfig(imported, document);

        assertEquals(true, document.toMap().get("contains_secrets"));
        assertEquals(
                Secret.of("its-token"),
                client().getServer(imported, "secretive", true).config().env().get("TOKEN"));
    }

    @Test
    default void anExportToAFileCanBeImportedFromIt() {
        String source = configWithServer();
        String imported = name("imported");

        String file = client().exportConfig(source, "servers.json").outputFile();
        client().importConfig(imported, file);

        assertTrue(file.endsWith("servers.json"), file);
        assertEquals(1, client().listServers(imported).size());
        assertFails(ErrorCode.FILE_NOT_FOUND, NotFoundException.class, () -> client().importConfig(
                        name("imported"), "no-such-file.json"));
    }

    @Test
    default void validationNamesWhatIsStoredAndHasNoEffect() {
        String config = config();
        client().addServer(
                        config,
                        "sign-in",
                        ServerSettings.builder()
                                .url("https://example.com/mcp")
                                .oauthConfig(JsonDocument.of(Map.of("enabled", true)))
                                .build());

        Validation validation = client().validateConfig(config);

        assertTrue(validation.valid());
        assertEquals(List.of(), validation.issues());
        assertTrue(validation.warnings().get(0).contains("oauth_config"), validation.warnings()::toString);
    }

    @Test
    default void theProjectsOfAConfigurationAreThoseItIsAssignedTo() {
        String config = config();
        String project = project();
        client().assignConfig(project, config);
        memberOf(project);

        assertEquals(
                List.of(new ConfigProject(client().getProject(project).projectId(), project, 1)),
                client().listConfigProjects(config));
    }
}
