package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.error.PermissionDeniedException;
import dev.mcpgateway.client.error.RateLimitedException;
import dev.mcpgateway.client.model.ConfigDetails;
import dev.mcpgateway.client.model.ConfigItem;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.KeyRateLimit;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.ProjectItem;
import dev.mcpgateway.client.model.ProjectName;
import dev.mcpgateway.client.model.ServerDetails;
import dev.mcpgateway.client.model.ServerItem;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.server.EmbeddedGateway;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a client can do that has a user key in place of the admin key. */
class UserKeyIT {
    private static final String CONFIG = "Team tools / 50% + é";
    private static final String PROJECT = "Проект Alpha / 1+1=2";
    private static final String USER = "anna+one@example.com";

    private static EmbeddedGateway gateway;
    private static GatewayClient admin;

    @BeforeAll
    static void start() {
        gateway = EmbeddedGateway.start();
        admin = Gateways.client(gateway);
        admin.createConfig(CONFIG);
        admin.addServer(
                CONFIG,
                "git",
                ServerSettings.builder()
                        .command("npx", "-y", "git-server")
                        .description("Repositories")
                        .build());
        admin.createProject(PROJECT);
        admin.assignConfig(PROJECT, CONFIG);
        admin.createUser(USER);
        admin.addUserToProject(PROJECT, USER);
    }

    @AfterAll
    static void stop() {
        admin.close();
        gateway.close();
    }

    private static GeneratedKey key(KeySettings.Builder settings) {
        return admin.generateApiKey(USER, PROJECT, settings.build());
    }

    private static GatewayClient holderOf(GeneratedKey key) {
        return Gateways.holder(gateway, key.apiKey()).build();
    }

    @Test
    void itReadsItsOwnProjectWithTheConfigurationAndNotHowServersAreReached() {
        try (GatewayClient holder = holderOf(key(KeySettings.builder()))) {
            assertEquals(
                    List.of(CONFIG),
                    holder.listConfigs().stream().map(ConfigItem::mcpConfigName).toList());
            ConfigDetails config = holder.getConfig(CONFIG);
            ServerDetails server = config.mcpConfig().get(0);
            assertEquals("git", server.serverName());
            assertEquals("Repositories", server.description());
            assertNull(server.config(), "where it is and how it is started is not shown");
            assertNotNull(admin.getConfig(CONFIG).mcpConfig().get(0).config());
            ServerItem listed = holder.listServers(config.mcpConfigId()).get(0);
            assertEquals("git", listed.serverName());
            assertNull(listed.command());
            assertEquals(
                    List.of(PROJECT),
                    holder.listProjects().stream().map(ProjectItem::projectName).toList());
            assertEquals(List.of(), holder.getProject(PROJECT).users());
            assertEquals(
                    List.of(PROJECT),
                    holder.listConfigs().get(0).usedByProjects().stream()
                            .map(ProjectName::projectName)
                            .toList());
        }
    }

    @Test
    void whatBelongsToOtherProjectsIsNotThereForIt() {
        try (GatewayClient holder = holderOf(key(KeySettings.builder()))) {
            NotFoundException missing =
                    assertThrows(NotFoundException.class, () -> holder.getProject("default_project"));
            assertEquals(ErrorCode.PROJECT_NOT_FOUND, missing.errorCode().orElseThrow());
            assertThrows(NotFoundException.class, () -> holder.getConfig("default_config"));
            assertNotNull(admin.getProject("default_project"));
            assertNotNull(admin.getConfig("default_config"));
        }
    }

    @Test
    void whatIsTheAdministratorsAloneIsDenied() {
        try (GatewayClient holder = holderOf(key(KeySettings.builder()))) {
            for (Runnable call : List.<Runnable>of(
                    holder::listUsers, () -> holder.createUser("b@example.com"), () -> holder.deleteConfig(CONFIG))) {
                PermissionDeniedException denied = assertThrows(PermissionDeniedException.class, call::run);
                assertEquals(403, denied.status());
                assertEquals(ErrorCode.AUTH_FORBIDDEN, denied.errorCode().orElseThrow());
                assertEquals("This operation needs the admin key", denied.detail());
                assertEquals(1, denied.attempts(), "it is not tried again");
            }
        }
    }

    @Test
    void whatItsScopesDoNotOpenIsDenied() {
        try (GatewayClient holder = holderOf(key(KeySettings.builder().scopes(List.of("configs:read"))))) {
            assertEquals(CONFIG, holder.getConfig(CONFIG).mcpConfigName());
            PermissionDeniedException denied =
                    assertThrows(PermissionDeniedException.class, () -> holder.getProject(PROJECT));
            assertEquals(ErrorCode.AUTH_FORBIDDEN, denied.errorCode().orElseThrow());
            assertThrows(PermissionDeniedException.class, holder::getOwnApiKeyUsage);
            assertEquals(List.of("configs:read"), holder.whoAmI().scopes());
        }
    }

    @Test
    void pastItsLimitItIsToldHowLongToWait() {
        GeneratedKey key = key(KeySettings.builder().rateLimit(new KeyRateLimit(2, 3600)));
        assertEquals(2, admin.verifyApiKey(key.apiKey().reveal()).remaining());
        try (GatewayClient holder = holderOf(key)) {
            holder.getConfig(CONFIG);
            assertEquals(1, admin.verifyApiKey(key.apiKey().reveal()).remaining());
            holder.listConfigs();
            RateLimitedException limited = assertThrows(RateLimitedException.class, () -> holder.getProject(PROJECT));
            assertEquals(ErrorCode.RATE_LIMITED, limited.errorCode().orElseThrow());
            Duration wait = limited.retryAfter().orElseThrow();
            assertTrue(!wait.isZero() && wait.compareTo(Duration.ofHours(1)) <= 0, wait::toString);
            assertEquals(1, limited.attempts(), "that is longer than the client waits");
        }
        assertEquals(1, admin.getApiKeyUsage(key.keyId()).rateLimited());
    }

    @Test
    void theAdminKeyIsNobodysOwn() {
        assertThrows(PermissionDeniedException.class, admin::whoAmI);
        assertThrows(PermissionDeniedException.class, admin::getOwnApiKeyUsage);
    }
}
