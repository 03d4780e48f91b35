package dev.mcpgateway.server.api;

import static dev.mcpgateway.server.testing.ApiCall.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.User;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and emails: which may be given, how they are stored, and what finds them. */
class NamingIT {
    private static final String CONFIG = "/api/v1/configs/default_config";

    private final TestGateway gateway = TestGateway.start();

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/configs | config_name",
                "/api/v1/configs/copy | target_config",
                "/api/v1/configs/import | config_name",
                "/api/v1/configs/default_config/servers | server_name",
                "/api/v1/projects | project_name",
            })
    void everyOperationThatNamesSomethingHasTheSameRules(String path, String field) {
        for (String bad : List.of(
                "",
                " ",
                "\u2003",
                ".",
                "..",
                " .. ",
                "a\u0001b",
                "a\nb",
                "a\u007fb",
                "a\u0085b",
                "a\tb",
                "01234567-89ab-4cde-8f01-23456789abcd",
                "01234567-89AB-cdef-0000-23456789abcd",
                "x".repeat(129),
                "😀".repeat(129))) {
            Exchange refused = gateway.post(path, body(field, bad)).expect(400, "INVALID_REQUEST");
            assertEquals(List.of(field), refused.errorFields(), refused::toString);
        }
        for (String good : List.of(
                "x".repeat(128), "😀".repeat(128), "...", "a/b", "a b", "%2F", "-", "0123", "key_x", "日本", "'\"\\")) {
            gateway.post(path, body(field, good)).expect(201);
            gateway.post(path, body(field, "  " + good + " ")).expect(409);
        }
    }

    @Test
    void renamesFollowTheRulesToo() {
        gateway.put(CONFIG + "/rename", Outgoing.object("new_name", "a\u0001")).expect(400, "INVALID_REQUEST");
        gateway.patch("/api/v1/projects/default_project", Outgoing.object("project_name", ".."))
                .expect(400, "INVALID_REQUEST");
        gateway.patch("/api/v1/projects/default_project", "{\"project_name\": null}")
                .expect(400, "INVALID_REQUEST");
        gateway.put("/api/v1/users/default@example.com", Outgoing.object("new_email", "x"))
                .expect(400, "INVALID_REQUEST");
    }

    @Test
    void aNameIsStoredTrimmedAndComposed() {
        gateway.post("/api/v1/projects", Outgoing.object("project_name", " Cafe\u0301 "))
                .expect(201)
                .expectInText("\"Café\"");
        gateway.get("/api/v1/projects/" + segment("Café")).expect(200);
        gateway.post("/api/v1/projects", Outgoing.object("project_name", "Café"))
                .expect(409, "PROJECT_ALREADY_EXISTS");
        // Case matters in names.
        gateway.post("/api/v1/projects", Outgoing.object("project_name", "CAFÉ"))
                .expect(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "a@b",
                "a@b.c",
                "@b.cc",
                "a@.cc@",
                "a b@c.de",
                "a@b_c.de",
                "a@b.c1",
                "ä@b.de",
                "a@b.de.",
                "a@@b.de",
                "a@b.xn--",
                "a@b.de\\nx",
                "<a@b.de>"
            })
    void whatIsNoEmailIsRefused(String email) {
        Exchange refused =
                gateway.post("/api/v1/users", "{\"email\": \"" + email + "\"}").expect(400, "INVALID_REQUEST");
        assertEquals(List.of("email"), refused.errorFields());
    }

    @Test
    void anEmailOfTheLargestSizeIsTakenAndALargerOneIsNot() {
        String domain = "@" + "d".repeat(60) + ".example";
        gateway.post("/api/v1/users", Outgoing.object("email", "x".repeat(254 - domain.length()) + domain))
                .expect(201);
        gateway.post("/api/v1/users", Outgoing.object("email", "x".repeat(255 - domain.length()) + domain))
                .expect(400, "INVALID_REQUEST");
    }

    @Test
    void anEmailIsUniqueAndFoundWithoutRegardToCase() {
        String stored = gateway.post("/api/v1/users", Outgoing.object("email", " Ann.O'Neil+x@EXAMPLE.Com "))
                .expect(201)
                .data()
                .get("email")
                .asText();
        assertEquals("Ann.O'Neil+x@example.com", stored);
        gateway.post("/api/v1/users", Outgoing.object("email", "ANN.o'neil+X@example.com"))
                .expect(409, "USER_ALREADY_EXISTS");
        for (String same : List.of(stored, "ann.o'neil+x@example.com", "ANN.O'NEIL+X@EXAMPLE.COM")) {
            assertEquals(
                    stored,
                    gateway.get("/api/v1/users/" + segment(same))
                            .expect(200)
                            .data()
                            .get("email")
                            .asText());
        }
        gateway.post("/api/v1/users", Outgoing.object("email", "a@b.xn--p1ai")).expect(201);
    }

    @Test
    void anIdIsTriedFirstThenTheExactEmailThenTheEmailInAnyCase() {
        Instant at = Instant.parse("2025-01-01T00:00:00Z");
        // As a loaded file may have them: emails that differ in case, and one that is the id of another user.
        GatewayState state = GatewayState.EMPTY.after(
                List.of(
                        user("u1", "Same@example.com", at),
                        user("u2", "same@example.com", at.plusSeconds(1)),
                        user("same@example.com", "third@example.com", at.plusSeconds(2)),
                        user("u4", "u1", at.plusSeconds(3))),
                1);
        try (TestGateway loaded = TestGateway.prepared()
                .changed(fresh -> state.after(List.of(new Change.SettingsSaved(fresh.settings())), 2))
                .start()) {
            assertEquals("third@example.com", email(loaded, "same@example.com"));
            assertEquals("Same@example.com", email(loaded, "Same@example.com"));
            assertEquals("Same@example.com", email(loaded, "SAME@example.com"));
            assertEquals("Same@example.com", email(loaded, "u1"));
            assertTrue(loaded.get("/api/v1/system/health")
                    .data()
                    .get("warnings")
                    .toString()
                    .contains("same@example.com"));
        }
    }

    @Test
    void renamingToTheOwnNameChangesNothing() {
        GatewayState before = gateway.state();
        gateway.put(CONFIG + "/rename", Outgoing.object("new_name", " default_config "))
                .expect(200);
        gateway.patch("/api/v1/projects/default_project", Outgoing.object("project_name", "default_project"))
                .expect(200);
        gateway.patch("/api/v1/projects/default_project", "{}").expect(200);
        gateway.patch(CONFIG, null).expect(200);
        gateway.put("/api/v1/users/default@example.com", Outgoing.object("new_email", "default@EXAMPLE.com"))
                .expect(200);
        gateway.put(CONFIG + "/servers/echo_server", "{}").expect(200);
        org.junit.jupiter.api.Assertions.assertSame(before, gateway.state());
        gateway.put("/api/v1/users/default@example.com", Outgoing.object("new_email", "DEFAULT@example.com"))
                .expect(200);
        assertEquals("DEFAULT@example.com", email(gateway, "default@example.com"));
    }

    @Test
    void datesOfCreationStayAndThoseOfUpdatesFollow() {
        String created = gateway.get(CONFIG).data().get("created_at").asText();
        assertTrue(gateway.get(CONFIG).data().get("updated_at").isNull());
        gateway.put(CONFIG + "/rename", Outgoing.object("new_name", "other")).expect(200);
        var after = gateway.get("/api/v1/configs/other").data();
        assertEquals(created, after.get("created_at").asText());
        assertTrue(after.get("updated_at").asText().compareTo(created) > 0);
    }

    private static String email(TestGateway gateway, String reference) {
        return gateway.get("/api/v1/users/" + segment(reference))
                .expect(200)
                .data()
                .get("email")
                .asText();
    }

    private static Change user(String id, String email, Instant at) {
        return new Change.UserSaved(new User(id, email, at, null, 0, Attributes.EMPTY));
    }

    private static String body(String field, String name) {
        var body = Outgoing.parsed(
                "{\"source_config\": \"default_config\", \"config\": {\"mcp_config\": []}, \"server_command\": \"cat\"}");
        return body.put(field, name).toString();
    }
}
