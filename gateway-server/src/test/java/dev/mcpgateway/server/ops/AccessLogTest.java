package dev.mcpgateway.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.AccessLogLevel;
import dev.mcpgateway.server.http.Request;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2024-01-01T12:00:00.123456Z"), ZoneOffset.UTC);
    private static final RequestKind GET_KEY =
            new RequestKind("getApiKey", "/api/v1/api-keys/{api_key}", Set.of("api_key"), false);
    private static final RequestKind CREATE_USER = new RequestKind("createUser", "/api/v1/users", Set.of(), true);
    private static final RequestKind GET_USER =
            new RequestKind("getUser", "/api/v1/users/{user_identifier}", Set.of("api_key"), false);

    @Test
    void aKeyInAPathIsShownAsItsMask() {
        String log = logged(AccessLogLevel.ALL, "/api/v1/api-keys/mgw_secretsecret", GET_KEY, 200);

        assertTrue(log.contains("GET /api/v1/api-keys/MASK 200"), log);
        assertFalse(log.contains("secretsecret"), log);
    }

    @Test
    void aKeyIdInAPathIsShownAsItIs() {
        assertTrue(logged(AccessLogLevel.ALL, "/api/v1/api-keys/key_0123", GET_KEY, 200)
                .contains("/key_0123 "));
    }

    @Test
    void aKeyInThePlaceOfAnotherNameIsMaskedToo() {
        String log = logged(AccessLogLevel.ALL, "/api/v1/users/mcp_sk_secretsecret", GET_USER, 404);

        assertFalse(log.contains("secretsecret"), log);
        assertTrue(logged(
                        AccessLogLevel.ALL,
                        "/api/v1/users/s4i-5XmPsPobx06dz81do_b21ewgR3TM911ij8czDiE1B7vp",
                        GET_USER,
                        404)
                .contains("/api/v1/users/MASK "));
    }

    @Test
    void anIdIsAsLongAsAKeyAndShownAllTheSame() {
        String log = logged(AccessLogLevel.ALL, "/api/v1/users/d8aaa1f6-d2b6-41ba-9e97-f5f843c901ee", GET_USER, 200);

        assertTrue(log.contains("/users/d8aaa1f6-d2b6-41ba-9e97-f5f843c901ee "), log);
    }

    @Test
    void pathsWithoutARouteAndQueriesAreNotShown() {
        assertFalse(logged(AccessLogLevel.ALL, "/oops/secretsecret", RequestKind.UNMATCHED, 404)
                .contains("secretsecret"));
        assertFalse(logged(AccessLogLevel.ALL, "/api/v1/users?token=secretsecret", CREATE_USER, 201)
                .contains("secretsecret"));
    }

    @Test
    void aNameCannotForgeALineOrMoveTheCursor() {
        String log = logged(AccessLogLevel.ALL, "/api/v1/users/a%0A2024%1B%5B2Jb%E2%80%AEc", GET_USER, 404);

        assertEquals(1, log.lines().count(), log);
        assertTrue(log.contains("/api/v1/users/a_2024_[2Jb_c 404"), log);
    }

    @Test
    void changesAndFailuresAreLoggedByDefaultAndReadsAreNot() {
        assertEquals("", logged(AccessLogLevel.CHANGES, "/api/v1/users/a", GET_USER, 200));
        assertFalse(
                logged(AccessLogLevel.CHANGES, "/api/v1/users/a", GET_USER, 404).isEmpty());
        assertFalse(logged(AccessLogLevel.CHANGES, "/api/v1/users", CREATE_USER, 201)
                .isEmpty());
        assertEquals("", logged(AccessLogLevel.NONE, "/api/v1/users", CREATE_USER, 500));
    }

    private static String logged(AccessLogLevel level, String target, RequestKind kind, int status) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        try (AccessLog log = new AccessLog(() -> level, out, CLOCK, new ClientAddress(List::of), key -> "MASK")) {
            log.log(Request.of("GET", target, Map.of(), new byte[0]), kind, status, 5_000_000, 10);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
