package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.ApiResponse;
import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.RequestOptions;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.api.ConfigCalls;
import dev.mcpgateway.client.api.UserCalls;
import dev.mcpgateway.client.error.AuthenticationException;
import dev.mcpgateway.client.error.BadRequestException;
import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.AssignedConfig;
import dev.mcpgateway.client.model.ConfigDetails;
import dev.mcpgateway.client.model.ConfigItem;
import dev.mcpgateway.client.model.ConfigMode;
import dev.mcpgateway.client.model.ConfigProject;
import dev.mcpgateway.client.model.ConfigSettings;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.GuardrailPolicies;
import dev.mcpgateway.client.model.GuardrailPolicy;
import dev.mcpgateway.client.model.GuardrailPolicyReport;
import dev.mcpgateway.client.model.GuardrailUpdate;
import dev.mcpgateway.client.model.HealthStatus;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.KeyDetails;
import dev.mcpgateway.client.model.KeyItem;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.KeyStatus;
import dev.mcpgateway.client.model.MatchType;
import dev.mcpgateway.client.model.MemberEntry;
import dev.mcpgateway.client.model.OnError;
import dev.mcpgateway.client.model.ProjectDetails;
import dev.mcpgateway.client.model.ProjectItem;
import dev.mcpgateway.client.model.ProjectName;
import dev.mcpgateway.client.model.ProjectSettings;
import dev.mcpgateway.client.model.ProjectUser;
import dev.mcpgateway.client.model.RegeneratedKey;
import dev.mcpgateway.client.model.RemovedUsers;
import dev.mcpgateway.client.model.ResetDone;
import dev.mcpgateway.client.model.Restored;
import dev.mcpgateway.client.model.RotatedKey;
import dev.mcpgateway.client.model.ServerDetails;
import dev.mcpgateway.client.model.ServerItem;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.client.model.SystemHealth;
import dev.mcpgateway.client.model.Telemetry;
import dev.mcpgateway.client.model.TelemetrySettings;
import dev.mcpgateway.client.model.ToolPrefix;
import dev.mcpgateway.client.model.UserDetails;
import dev.mcpgateway.client.model.UserItem;
import dev.mcpgateway.client.model.UserName;
import dev.mcpgateway.client.model.UserProject;
import dev.mcpgateway.client.model.Validation;
import dev.mcpgateway.client.spi.Observation;
import dev.mcpgateway.server.EmbeddedGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every operation of the API description, called on a whole gateway, and what it does seen by another call. How the calls are made is the
 * subclass's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class EveryOperation {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String COMMAND = "npx";

    private final Set<String> called = new ConcurrentSkipListSet<>();
    private final Observation notes = attempt -> called.add(attempt.operation());
    private final AtomicInteger names = new AtomicInteger();
    private EmbeddedGateway gateway;
    private GatewayClient owner;
    private GatewayClient client;

    /** The client whose methods are called. */
    abstract GatewayClient caller(GatewayClient owner);

    @BeforeAll
    void start() {
        gateway = EmbeddedGateway.start();
        owner = Gateways.builder(gateway).observation(notes).build();
        client = caller(owner);
    }

    @AfterAll
    void stop() {
        owner.close();
        gateway.close();
    }

    private String name(String kind) {
        return kind + " " + names.incrementAndGet();
    }

    private String email() {
        return "user" + names.incrementAndGet() + "@example.com";
    }

    private String config() {
        return client.createConfig(name("config")).configName();
    }

    private String configWithServer() {
        String config = config();
        client.addServer(
                config,
                "files",
                ServerSettings.builder().command(COMMAND, "-y", "files").build());
        return config;
    }

    private String project() {
        return client.createProject(name("project")).projectName();
    }

    private String user() {
        return client.createUser(email()).email();
    }

    private String memberOf(String project) {
        String user = user();
        client.addUserToProject(project, user);
        return user;
    }

    private static void assertFails(ErrorCode code, Class<? extends GatewayApiException> kind, Runnable call) {
        assertEquals(code, assertThrows(kind, call::run).errorCode().orElseThrow());
    }

    // Configurations

    @Test
    void aConfigurationThatIsCreatedIsListedAndFound() {
        String config = name("config");
        String id = client.createConfig(config).configId();

        ConfigItem item = client.listConfigs().stream()
                .filter(listed -> listed.mcpConfigId().equals(id))
                .findFirst()
                .orElseThrow();
        assertEquals(config, item.mcpConfigName());
        assertEquals(0, item.servers());
        assertEquals(config, client.getConfig(id).mcpConfigName());
        assertEquals(id, client.getConfig(config).mcpConfigId());
        assertEquals(
                List.of(id),
                client.searchConfigs(config.toUpperCase(Locale.ROOT)).stream()
                        .map(found -> found.mcpConfigId())
                        .toList());
        assertEquals(MatchType.CONFIG_NAME, client.searchConfigs(config).get(0).matchType());
    }

    @Test
    void theSettingsOfAConfigurationAreThoseItWasCreatedWithUntilTheyAreChanged() {
        String config = name("config");
        client.createConfig(
                config, ConfigSettings.builder().prefix(ToolPrefix.NEVER).build());
        assertEquals(ToolPrefix.NEVER, client.getConfig(config).prefix());
        assertEquals(ConfigMode.TOOLS, client.getConfig(config).mode());

        ConfigDetails changed = client.updateConfig(
                config,
                ConfigSettings.builder().mode(ConfigMode.SEARCH).prefix(null).build());

        assertEquals(ConfigMode.SEARCH, changed.mode());
        assertEquals(ToolPrefix.ALWAYS, changed.prefix());
        assertNotNull(changed.updatedAt());
        assertEquals(changed, client.getConfig(config));
    }

    @Test
    void aRenamedConfigurationKeepsItsId() {
        String id = client.createConfig(name("config")).configId();
        String renamed = name("renamed config");

        assertEquals(renamed, client.renameConfig(id, renamed).configName());
        assertEquals(id, client.getConfig(renamed).mcpConfigId());
    }

    @Test
    void aDeletedConfigurationIsGoneAndOneInUseStays() {
        String config = config();
        client.deleteConfig(config);
        assertFails(ErrorCode.CONFIG_NOT_FOUND, NotFoundException.class, () -> client.getConfig(config));

        String used = config();
        client.assignConfig(project(), used);
        assertFails(ErrorCode.CONFIG_IN_USE, ConflictException.class, () -> client.deleteConfig(used));
    }

    @Test
    void aCopyHasTheServersOfItsSourceAndALifeOfItsOwn() {
        String source = configWithServer();
        String copy = name("copy");

        client.copyConfig(source, copy);
        client.removeServer(source, "files");

        assertEquals(
                List.of("files"),
                client.listServers(copy).stream().map(ServerItem::serverName).toList());
        assertEquals(List.of(), client.listServers(source));
    }

    @Test
    void whatIsExportedCanBeImportedWithItsSecrets() {
        String source = config();
        client.addServer(
                source,
                "secretive",
                ServerSettings.builder()
                        .command(COMMAND)
                        .env(Map.of("TOKEN", Secret.of("its-token")))
                        .build());
        String imported = name("imported");

        JsonDocument document = client.exportConfig(source);
        client.importConfig(imported, document);

        assertEquals(true, document.toMap().get("contains_secrets"));
        assertEquals(
                Secret.of("its-token"),
                client.getServer(imported, "secretive", true).config().env().get("TOKEN"));
    }

    @Test
    void anExportToAFileCanBeImportedFromIt() {
        String source = configWithServer();
        String imported = name("imported");

        String file = client.exportConfig(source, "servers.json").outputFile();
        client.importConfig(imported, file);

        assertTrue(file.endsWith("servers.json"), file);
        assertEquals(1, client.listServers(imported).size());
        assertFails(
                ErrorCode.FILE_NOT_FOUND,
                NotFoundException.class,
                () -> client.importConfig(name("imported"), "no-such-file.json"));
    }

    @Test
    void validationNamesWhatIsStoredAndHasNoEffect() {
        String config = config();
        client.addServer(
                config,
                "sign-in",
                ServerSettings.builder()
                        .url("https://example.com/mcp")
                        .oauthConfig(JsonDocument.of(Map.of("enabled", true)))
                        .build());

        Validation validation = client.validateConfig(config);

        assertTrue(validation.valid());
        assertEquals(List.of(), validation.issues());
        assertTrue(validation.warnings().get(0).contains("oauth_config"), validation.warnings()::toString);
    }

    @Test
    void theProjectsOfAConfigurationAreThoseItIsAssignedTo() {
        String config = config();
        String project = project();
        client.assignConfig(project, config);
        memberOf(project);

        assertEquals(
                List.of(new ConfigProject(client.getProject(project).projectId(), project, 1)),
                client.listConfigProjects(config));
    }

    // Servers

    @Test
    void aServerThatIsAddedIsShownWithItsSecretsMasked() {
        String config = config();
        ServerDetails added = client.addServer(
                config,
                "git / read+write",
                ServerSettings.builder()
                        .command(COMMAND, "-y", "git-server")
                        .env(Map.of("TOKEN", Secret.of("its-token")))
                        .description("Repositories")
                        .build());

        assertEquals(List.of("-y", "git-server"), added.config().args());
        ServerDetails read = client.getServer(config, "git / read+write");
        assertEquals(added, read);
        assertEquals("********", read.config().env().get("TOKEN").reveal());
        ServerDetails revealed = client.getServer(config, "git / read+write", true);
        assertEquals("its-token", revealed.config().env().get("TOKEN").reveal());
        assertEquals(
                "its-token",
                client.getConfig(config, true)
                        .mcpConfig()
                        .get(0)
                        .config()
                        .env()
                        .get("TOKEN")
                        .reveal());
        assertEquals(COMMAND, client.listServers(config).get(0).command());
    }

    @Test
    void anUpdateOfAServerKeepsWhatItDoesNotName() {
        String config = configWithServer();

        ServerDetails updated = client.updateServer(
                config,
                "files",
                ServerSettings.builder().description("All files").build());

        assertEquals("All files", updated.description());
        assertEquals(COMMAND, updated.config().command());
        assertEquals(updated, client.getServer(config, "files"));
    }

    @Test
    void removedServersAreGone() {
        String config = configWithServer();
        client.addServer(
                config, "one", ServerSettings.builder().command(COMMAND).build());
        client.addServer(
                config, "two", ServerSettings.builder().command(COMMAND).build());

        client.removeServer(config, "files");
        assertFails(ErrorCode.SERVER_NOT_FOUND, NotFoundException.class, () -> client.getServer(config, "files"));
        assertEquals(2, client.removeAllServers(config).removed());
        assertEquals(List.of(), client.listServers(config));
    }

    // Guardrails

    @Test
    void aPolicyIsSavedAndSaysWhatOfItIsInForce() {
        String config = configWithServer();
        GuardrailPolicy policy = GuardrailPolicy.builder()
                .enabled(true)
                .block("pii")
                .onError(OnError.ALLOW)
                .build();

        GuardrailPolicyReport input = client.updateInputGuardrails(config, "files", policy);
        GuardrailPolicyReport output = client.updateOutputGuardrails(config, "files", policy);

        for (GuardrailPolicyReport report : List.of(input, output)) {
            assertTrue(report.enabled());
            assertEquals(List.of("pii"), report.block());
            assertEquals(OnError.ALLOW, report.onError());
            int judged = report.enforcement().enforced().size()
                    + report.enforcement().notEnforced().size();
            assertEquals(1, judged, "pii is in force or it is not");
        }
        ServerDetails server = client.getServer(config, "files");
        assertEquals(List.of("pii"), server.inputGuardrailsPolicy().block());
        assertEquals(List.of("pii"), server.outputGuardrailsPolicy().block());
        assertTrue(client.listServers(config).get(0).inputGuardrailsEnabled());
    }

    @Test
    void bothPoliciesAreSetInOneCallAndOneThatIsNotGivenStays() {
        String config = configWithServer();
        GuardrailPolicy keywords = GuardrailPolicy.builder()
                .enabled(true)
                .warn("keyword_detector")
                .additionalConfig(Map.of("keywords", List.of("internal")))
                .build();
        client.updateOutputGuardrails(config, "files", keywords);

        GuardrailPolicies policies = client.updateGuardrails(
                config,
                "files",
                GuardrailUpdate.builder()
                        .inputPolicy(GuardrailPolicy.builder().enabled(false).build())
                        .build());

        assertFalse(policies.inputGuardrailsPolicy().enabled());
        GuardrailPolicyReport kept = client.getServer(config, "files").outputGuardrailsPolicy();
        assertEquals(List.of("keyword_detector"), kept.warn());
        assertEquals(List.of("internal"), kept.additionalConfig().get("keywords"));
    }

    @Test
    void aPolicyFileThatIsNotThereIsSaidToBeMissing() {
        String config = configWithServer();

        assertFails(
                ErrorCode.FILE_NOT_FOUND,
                NotFoundException.class,
                () -> client.updateInputGuardrails(config, "files", "no-policy.json"));
        assertFails(
                ErrorCode.FILE_NOT_FOUND,
                NotFoundException.class,
                () -> client.updateOutputGuardrails(config, "files", "no-policy.json"));
    }

    // Projects

    @Test
    void aProjectThatIsCreatedIsListedFoundAndChanged() {
        String project = name("project");
        String id = client.createProject(project).projectId();
        assertTrue(client.listProjects().stream().map(ProjectItem::projectId).anyMatch(id::equals));
        assertEquals(id, client.searchProjects(project).get(0).projectId());

        String renamed = name("renamed project");
        ProjectDetails changed = client.updateProject(
                project,
                ProjectSettings.builder().projectName(renamed).singleKey(true).build());

        assertEquals(renamed, changed.projectName());
        assertTrue(changed.singleKey());
        assertEquals(changed, client.getProject(id));
    }

    @Test
    void aProjectWithLiveKeysIsNotDeleted() {
        String project = project();
        GeneratedKey key = client.generateApiKey(memberOf(project), project);
        assertFails(ErrorCode.PROJECT_HAS_API_KEYS, ConflictException.class, () -> client.deleteProject(project));

        client.deleteApiKey(key.keyId());
        client.deleteProject(project);

        assertFails(ErrorCode.PROJECT_NOT_FOUND, NotFoundException.class, () -> client.getProject(project));
    }

    @Test
    void aProjectHasTheConfigurationThatIsAssignedToIt() {
        String project = project();
        String config = configWithServer();
        assertFails(ErrorCode.NO_CONFIG_ASSIGNED, GatewayApiException.class, () -> client.unassignConfig(project));

        AssignedConfig assigned = client.assignConfig(project, config).mcpConfig();

        assertEquals(config, assigned.mcpConfigName());
        assertEquals(assigned, client.getProject(project).mcpConfig());
        assertEquals(client.getConfig(config), client.getProjectConfig(project));
        assertEquals(client.getConfig(config, true), client.getProjectConfig(project, true));

        client.unassignConfig(project);
        assertNull(client.getProject(project).mcpConfig());
    }

    @Test
    void theMembersOfAProjectAreThoseThatWereAddedAndTheirKeysGoWithThem() {
        String project = project();
        String first = memberOf(project);
        String second = memberOf(project);
        client.generateApiKey(first, project);
        client.generateApiKey(second, project);

        assertEquals(
                List.of(first, second),
                client.listProjectUsers(project).stream()
                        .map(ProjectUser::email)
                        .toList());
        assertEquals(
                List.of(first, second),
                client.getProject(project).users().stream()
                        .map(MemberEntry::email)
                        .toList());

        assertEquals(1, client.removeUserFromProject(project, first).revokedApiKeys());
        assertFails(
                ErrorCode.USER_NOT_IN_PROJECT,
                ConflictException.class,
                () -> client.removeUserFromProject(project, first));
        assertEquals(new RemovedUsers(1, 1), client.removeAllUsersFromProject(project));
        assertEquals(List.of(), client.listProjectUsers(project));
    }

    @Test
    void aProjectIsExportedInlineAndToAFile() {
        String project = project();
        memberOf(project);

        Map<String, ?> document = client.exportProject(project).toMap();

        assertEquals(client.getProject(project).projectId(), document.get("project_id"));
        assertTrue(client.exportProject(project, "project.json").outputFile().endsWith("project.json"));
    }

    // Users

    @Test
    void aUserThatIsCreatedIsListedFoundAndRenamed() {
        UserName user = client.createUser(email());
        assertTrue(client.listUsers().stream().map(UserItem::userId).anyMatch(user.userId()::equals));
        assertEquals(user.userId(), client.searchUsers(user.email()).get(0).userId());

        String renamed = email();
        assertEquals(new UserName(user.userId(), renamed), client.updateUser(user.email(), renamed));
        UserDetails read = client.getUser(user.userId());
        assertEquals(renamed, read.email());
        assertEquals(List.of(), read.apiKeys());
    }

    @Test
    void aUserInAProjectIsDeletedByForceAlone() {
        String project = project();
        String user = memberOf(project);
        assertFails(ErrorCode.USER_IN_PROJECTS, ConflictException.class, () -> client.deleteUser(user));
        client.generateApiKey(user, project);
        assertFails(ErrorCode.USER_HAS_API_KEYS, ConflictException.class, () -> client.deleteUser(user, false));

        client.deleteUser(user, true);

        assertFails(ErrorCode.USER_NOT_FOUND, NotFoundException.class, () -> client.getUser(user));
        assertEquals(0, client.getProject(project).apiKeys());
    }

    @Test
    void aUserKnowsTheProjects() {
        String project = project();
        String user = memberOf(project);
        client.generateApiKey(user, project);

        UserProject listed = client.listUserProjects(user).get(0);

        assertEquals(project, listed.projectName());
        assertEquals(1, listed.apiKeys());
        assertEquals(
                List.of(new ProjectName(listed.projectId(), project)),
                client.getUser(user).projects());
    }

    // API keys

    @Test
    void aGeneratedKeyIsShownOnceAndFoundByItsIdAndByItself() {
        String project = project();
        String user = memberOf(project);
        String config = config();
        client.assignConfig(project, config);

        GeneratedKey key = client.generateApiKey(user, project);

        assertEquals(user, key.userEmail());
        assertEquals(project, key.projectName());
        KeyDetails read = client.getApiKey(key.keyId());
        assertEquals(key.maskedKey(), read.apiKey());
        assertEquals(KeyStatus.ACTIVE, read.status());
        assertEquals(config, read.mcpConfigName());
        assertEquals(read, client.getApiKey(key.apiKey().reveal()));
        assertNotEquals(key.apiKey().reveal(), read.apiKey());
    }

    @Test
    void theKeysOfAUserAreListedByProject() {
        String one = project();
        String other = project();
        String user = memberOf(one);
        client.addUserToProject(other, user);
        String inOne = client.generateApiKey(user, one).keyId();
        String inOther = client.generateApiKey(user, other).keyId();

        assertEquals(
                List.of(inOne, inOther),
                client.listUserApiKeys(user).stream().map(KeyItem::keyId).toList());
        assertEquals(
                List.of(inOther),
                client.listUserApiKeys(user, other).stream().map(KeyItem::keyId).toList());
        assertTrue(client.listApiKeys().stream().map(KeyItem::keyId).toList().containsAll(List.of(inOne, inOther)));

        assertEquals(2, client.deleteAllUserApiKeys(user).deleted());
        assertEquals(List.of(), client.listUserApiKeys(user));
    }

    @Test
    void aRotatedKeyWorksOnForItsGracePeriodAlone() {
        String project = project();
        GeneratedKey old = client.generateApiKey(memberOf(project), project);

        RotatedKey next = client.rotateApiKey(old.keyId(), HOUR);
        assertEquals(old.keyId(), next.oldKeyId());
        assertNotEquals(old.apiKey(), next.apiKey());
        assertNotNull(next.oldKeyExpiresAt());
        assertEquals(KeyStatus.ROTATING, client.getApiKey(old.keyId()).status());

        RotatedKey last = client.rotateApiKey(next.apiKey().reveal());
        assertNull(last.oldKeyExpiresAt());
        assertEquals(KeyStatus.REVOKED, client.getApiKey(next.keyId()).status());
        assertEquals(KeyStatus.ACTIVE, client.getApiKey(last.keyId()).status());
    }

    @Test
    void aRegeneratedKeyKeepsItsIdAndItsOldSecretIsOver() {
        String project = project();
        GeneratedKey key = client.generateApiKey(memberOf(project), project);

        RegeneratedKey renewed = client.regenerateApiKey(key.keyId());

        assertEquals(key.keyId(), renewed.keyId());
        assertNotEquals(key.apiKey(), renewed.apiKey());
        assertEquals(key.keyId(), client.getApiKey(renewed.apiKey().reveal()).keyId());
        assertFails(
                ErrorCode.API_KEY_NOT_FOUND,
                NotFoundException.class,
                () -> client.getApiKey(key.apiKey().reveal()));
    }

    @Test
    void aDisabledKeyIsDisabledUntilItIsEnabled() {
        String project = project();
        String key = client.generateApiKey(memberOf(project), project).keyId();

        assertEquals(KeyStatus.DISABLED, client.disableApiKey(key).status());
        assertTrue(client.getApiKey(key).disabled());
        assertEquals(KeyStatus.ACTIVE, client.enableApiKey(key).status());
        assertFalse(client.getApiKey(key).disabled());
    }

    @Test
    void aDeletedKeyIsNotFound() {
        String project = project();
        GeneratedKey key = client.generateApiKey(memberOf(project), project);

        client.deleteApiKey(key.apiKey().reveal());

        assertFails(ErrorCode.API_KEY_NOT_FOUND, NotFoundException.class, () -> client.getApiKey(key.keyId()));
    }

    // Settings and health

    @Test
    void theEnkryptKeyIsShownMasked() {
        assertTrue(client.setEnkryptApiKey(Secret.of("enkrypt-key-of-the-test")).configured());

        String shown = client.getEnkryptApiKey().apiKey();

        assertNotNull(shown);
        assertNotEquals("enkrypt-key-of-the-test", shown);
        assertTrue(client.getEnkryptApiKey().configured());
    }

    @Test
    void telemetryKeepsWhatIsNotChanged() {
        client.configureTelemetry(TelemetrySettings.builder()
                .enabled(true)
                .url("http://collector.example.com:4317")
                .insecure(true)
                .build());

        Telemetry changed = client.configureTelemetry(
                TelemetrySettings.builder().enabled(false).build());

        assertFalse(changed.enabled());
        assertEquals("http://collector.example.com:4317", changed.url());
        assertEquals(changed, client.getTelemetry());
    }

    @Test
    void theGatewaySaysHowItIs() {
        assertFalse(client.health().version().isBlank());
        SystemHealth health = client.systemHealth();
        assertEquals(HealthStatus.HEALTHY, health.status());
        assertEquals(client.listUsers().size(), health.statistics().totalUsers());
        assertTrue(client.metrics().contains("# TYPE "), "the metrics are in Prometheus' text format");
        assertTrue(
                String.valueOf(client.openApiDocument().toMap().get("openapi")).startsWith("3.1"));
    }

    // The whole state

    @Test
    void aRestoreBringsBackWhatTheBackupHasButNoKeyThatWasDeletedSince() {
        try (EmbeddedGateway own = EmbeddedGateway.start();
                GatewayClient ownOwner =
                        Gateways.builder(own).observation(notes).build()) {
            GatewayClient calls = caller(ownOwner);
            calls.createProject("kept");
            calls.createUser("kept@example.com");
            calls.addUserToProject("kept", "kept@example.com");
            GeneratedKey key = calls.generateApiKey("kept@example.com", "kept");
            JsonDocument backup = calls.backup();
            calls.deleteApiKey(key.keyId());
            calls.deleteUser("kept@example.com", true);

            Restored restored = calls.restore(backup, true);

            assertEquals(List.of(key.keyId()), restored.stillRevoked());
            assertEquals(KeyStatus.REVOKED, calls.getApiKey(key.keyId()).status());
            assertEquals(1, calls.getProject("kept").users().size());
            assertEquals(restored, calls.restore(backup), "the admin key is the backup's own");
        }
    }

    @Test
    void aBackupFileCanBeRestoredAfterAResetWithTheOldAdminKey() {
        try (EmbeddedGateway own = EmbeddedGateway.start();
                GatewayClient ownOwner =
                        Gateways.builder(own).observation(notes).build()) {
            GatewayClient calls = caller(ownOwner);
            calls.createUser("kept@example.com");
            String file = calls.backup("everything.json").outputFile();
            assertThrows(BadRequestException.class, () -> calls.reset(false));

            ResetDone reset = calls.reset(true);

            assertThrows(AuthenticationException.class, calls::listUsers, "the old key is over");
            try (GatewayClient next = Gateways.builder(own)
                    .adminKey(reset.adminApikey())
                    .observation(notes)
                    .build()) {
                assertThrows(NotFoundException.class, () -> caller(next).getUser("kept@example.com"));
                caller(next).restore(file, false);
            }
            assertEquals("kept@example.com", calls.getUser("kept@example.com").email());
            calls.restore(reset.backupFile());
            assertEquals("kept@example.com", calls.getUser("kept@example.com").email());
        }
    }

    // What holds for many operations

    @Test
    void aChangeForAnOlderVersionIsRefused() {
        ApiResponse<UserDetails> read = client.send(UserCalls.getUser(user()));
        GatewayClient ifUnchanged =
                client.withOptions(RequestOptions.ifMatch(read.etag().orElseThrow()));

        String renamed = ifUnchanged.updateUser(read.value().userId(), email()).email();

        ConflictException stale = assertThrows(
                ConflictException.class,
                () -> ifUnchanged.deleteUser(read.value().userId()));
        assertEquals(412, stale.status());
        assertEquals(ErrorCode.PRECONDITION_FAILED, stale.errorCode().orElseThrow());
        assertEquals(renamed, client.getUser(read.value().userId()).email());
    }

    @Test
    void everyListComesInPagesToo() {
        String project = project();
        String config = configWithServer();
        client.addServer(
                config, "two", ServerSettings.builder().command(COMMAND).build());
        client.assignConfig(project, config);
        client.assignConfig(project(), config);
        String user = memberOf(project);
        memberOf(project);
        client.addUserToProject(project(), user);
        client.generateApiKey(user, project);
        client.generateApiKey(user, project);

        assertPaged(client.listConfigs(), client::listConfigs);
        assertPaged(client.listConfigProjects(config), page -> client.listConfigProjects(config, page));
        assertPaged(client.listServers(config), page -> client.listServers(config, page));
        assertPaged(client.listProjects(), client::listProjects);
        assertPaged(client.listProjectUsers(project), page -> client.listProjectUsers(project, page));
        assertPaged(client.listUsers(), client::listUsers);
        assertPaged(client.listUserProjects(user), page -> client.listUserProjects(user, page));
        assertPaged(client.listUserApiKeys(user), page -> client.listUserApiKeys(user, page));
        assertPaged(client.listUserApiKeys(user, project), page -> client.listUserApiKeys(user, project, page));
        assertPaged(client.listApiKeys(), client::listApiKeys);
    }

    private static <T> void assertPaged(List<T> whole, Function<PageRequest, Page<T>> fetch) {
        assertTrue(whole.size() >= 2, "one page would show nothing");
        List<Integer> sizes = new ArrayList<>();

        List<T> streamed = Page.stream(1, (PageRequest page) -> {
                    Page<T> fetched = fetch.apply(page);
                    sizes.add(fetched.items().size());
                    return fetched;
                })
                .toList();

        assertEquals(whole, streamed);
        assertTrue(sizes.size() >= whole.size() && sizes.stream().allMatch(size -> size <= 1), sizes::toString);
    }

    @Test
    void aKeyHasItsNameAndATokenThatWasUsedMakesNoSecondOne() {
        String project = project();
        String user = memberOf(project);
        KeySettings settings = KeySettings.builder()
                .name("laptop")
                .clientToken("the-token-of-the-first-key")
                .build();
        assertEquals("laptop", client.generateApiKey(user, project, settings).name());

        assertFails(
                ErrorCode.API_KEY_ALREADY_ISSUED,
                ConflictException.class,
                () -> client.generateApiKey(user, project, settings));
        assertEquals(
                List.of("laptop"),
                client.listUserApiKeys(user).stream().map(KeyItem::name).toList());
    }

    @Test
    void anAnswerComesWithItsStatusItsMessageAndTheRequestId() {
        RequestOptions traced = RequestOptions.builder().requestId("trace-me").build();

        ApiResponse<?> created = client.withOptions(traced).send(ConfigCalls.createConfig(name("config")));

        assertEquals(201, created.status());
        assertEquals("Configuration created successfully", created.message());
        assertEquals("trace-me", created.requestId().orElseThrow());
        assertNotNull(created.timestamp());
        assertEquals(1, created.attempts());
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void noOperationOfTheDocumentWasLeftOut() {
        Set<String> documented = new TreeSet<>();
        collectOperations(client.openApiDocument().toMap().get("paths"), documented);

        assertTrue(documented.size() > 50, documented::toString);
        assertEquals(documented, new TreeSet<>(called));
    }

    private static void collectOperations(Object node, Set<String> operations) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("operationId") instanceof String id) {
                operations.add(id);
            } else {
                map.values().forEach(value -> collectOperations(value, operations));
            }
        }
    }
}
