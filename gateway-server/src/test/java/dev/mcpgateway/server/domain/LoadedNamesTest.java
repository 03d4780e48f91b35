package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change.ConfigSaved;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.UserSaved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and emails that a loaded file has are kept as they are, and warned of. */
class LoadedNamesTest {
    private static final ConfigReview REVIEW = new ConfigReview(GuardrailEngine.NONE, AllowedCommands.ANY);
    private static final Secret ADMIN_KEY = Secret.of("a key of more than thirty-four characters");

    private static McpServer server(String name, String command) {
        return new McpServer(
                name,
                "",
                new Transport.Stdio(command, List.of(), Map.of(), Attributes.EMPTY),
                Attributes.EMPTY,
                McpServer.Guardrails.NONE,
                false,
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                0,
                Attributes.EMPTY);
    }

    private static McpConfig config(String name, McpServer... servers) {
        return new McpConfig(
                "config", name, ConfigSettings.DEFAULT, List.of(servers), Instant.EPOCH, null, 0, Attributes.EMPTY);
    }

    private static Project project(String name, List<String> strangers) {
        return new Project(
                "project", name, null, false, Instant.EPOCH, null, 0, Attributes.EMPTY.with("users", strangers));
    }

    private static User user(String id, String email) {
        return new User(id, email, Instant.EPOCH, null, 0, Attributes.EMPTY);
    }

    private static List<String> warnings(Change... changes) {
        GatewayState state = GatewayState.EMPTY
                .after(List.of(new SettingsSaved(Settings.EMPTY.withAdminKey(ADMIN_KEY))), 1)
                .after(List.of(changes), 2);
        HealthCheck.Report report = new HealthCheck(REVIEW, () -> Plans.DEFAULT).of(state);
        assertEquals(List.of(), report.issues());
        return report.warnings();
    }

    @Test
    void namesOfServersThatBreakTheRulesAreWarningsAndTheConfigurationIsValid() {
        McpConfig config = config("config", server("twice", "cat"), server("twice", "cat"), server("..", "cat"));

        REVIEW.requireValid(config);

        List<String> expected = List.of(
                "Configuration 'config': mcp_config[twice] is the name of two servers",
                "Configuration 'config': mcp_config[..] must not be '.' or '..'");
        assertEquals(expected, REVIEW.warnings(config, Settings.EMPTY));
        assertEquals(expected, warnings(new ConfigSaved(config)));
    }

    @Test
    void whatCouldNotBeLaunchedIsStillAProblem() {
        assertThrows(ConfigInvalidException.class, () -> REVIEW.requireValid(config("config", server("s", " "))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "00000000-0000-4000-8000-000000000000", "line\nbreak"})
    void namesOfConfigurationsAndProjectsThatBreakTheRulesAreWarnings(String name) {
        List<String> warnings =
                warnings(new ConfigSaved(config(name, server("s", "cat"))), new ProjectSaved(project(name, List.of())));

        assertEquals(2, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).startsWith("Configuration '" + name + "': its name must not "), warnings.get(0));
        assertTrue(warnings.get(1).startsWith("Project '" + name + "': its name must not "), warnings.get(1));
    }

    @Test
    void emailsThatAreNoneAreWarnings() {
        assertEquals(
                List.of("User 'somebody': the email must be an email address such as user@example.com"),
                warnings(new UserSaved(user("u", "somebody"))));
    }

    @Test
    void emailsThatAreEqualButForCaseAreAWarning() {
        assertEquals(
                List.of("2 users have the email 'a@example.com': the oldest is meant by it"),
                warnings(new UserSaved(user("u", "A@example.com")), new UserSaved(user("v", "a@example.com"))));
    }

    @Test
    void membersThatNoUserIsAreAWarning() {
        assertEquals(
                List.of("Project 'project' lists 2 users that do not exist"),
                warnings(new ProjectSaved(project("project", List.of("nobody", "no one")))));
    }
}
