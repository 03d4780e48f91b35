package dev.mcpgateway.server.api;

import static dev.mcpgateway.server.testing.ApiCall.segment;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Secrets that were planted come out where they belong alone: never in an error, a list, a read without reveal, or a log. */
class PlantedMarkerIT {
    private static final World WORLD = World.get();
    private static final List<String> CANARIES = List.of(
            "canary-env-value-1",
            "canary-header-value-2",
            "canary-oauth-secret-3",
            "canary-upstream-key-4",
            "canary-enkrypt-key-5");

    /** Shown where they are made or taken along on purpose. */
    private static final List<String> REVEALING = List.of(
            "exportConfig",
            "backup",
            "reset",
            "generateApiKey",
            "rotateApiKey",
            "regenerateApiKey",
            "rotateAdminKey",
            "createAlert");

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Logger root = Logger.getLogger("");
    private final Level level = root.getLevel();
    private final Handler capture = new Handler() {
        @Override
        public void publish(LogRecord record) {
            log.add(String.valueOf(record.getMessage()));
            for (Object parameter : record.getParameters() == null ? new Object[0] : record.getParameters()) {
                log.add(String.valueOf(parameter));
            }
            if (record.getThrown() != null) {
                StringWriter trace = new StringWriter();
                record.getThrown().printStackTrace(new PrintWriter(trace));
                log.add(trace.toString());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        capture.setLevel(Level.ALL);
        root.addHandler(capture);
    }

    @AfterEach
    void listenNoMore() {
        root.removeHandler(capture);
        root.setLevel(level);
    }

    @Test
    void noOperationShowsASecretThatItIsNotFor() {
        StringBuilder accessLog = new StringBuilder();
        for (Operation<?, ?> operation : Operations.all()) {
            try (TestGateway gateway = WORLD.gateway().files(new PretendFiles()).start()) {
                List<String> secrets = secrets(gateway);
                Exchange exchange = gateway.send(Recipes.of(operation).call(operation));
                if (!REVEALING.contains(operation.id())) {
                    expectNone(secrets, exchange.text(), exchange.toString());
                }
                accessLog.append(gateway.closedAccessLog());
                expectNone(secrets, accessLog.toString(), "the access log");
                expectNone(secrets, log.toString(), "the log");
            }
        }
        assertTrue(accessLog.length() > 0, "the access log was not captured");
    }

    @Test
    void aSecretInTheWrongPlaceIsNotRepeated() {
        try (TestGateway gateway = WORLD.gateway().start()) {
            List<String> keys = new ArrayList<>(List.of(gateway.adminKey()));
            WORLD.keysInClear().forEach(keys::add);
            keys.add("s4i-5XmPsPobx06dz81do_b21ewgR3TM911ij8czDiE1B7vp");
            for (String key : keys) {
                for (ApiCall call : misplaced(key)) {
                    Exchange exchange = gateway.send(call);
                    assertTrue(exchange.status() >= 400 && exchange.status() < 500, exchange::toString);
                    exchange.expectErrorShape();
                    assertFalse(exchange.text().contains(key), exchange::toString);
                }
                Exchange typo = gateway.send(
                        ApiCall.of("GET", "/api/v1/users").withHeader("Authorization", "Bearer " + key + "x"));
                assertFalse(typo.expect(401).text().contains(key), typo::toString);
            }
            expectNone(keys, log.toString(), "the log");
        }
    }

    @Test
    void aKeyInItsOwnPlaceIsLoggedAsItsMask() {
        String key = WORLD.key("live");
        String accessLog;
        try (TestGateway gateway = WORLD.gateway().start()) {
            gateway.get("/api/v1/api-keys/" + key).expect(200);
            gateway.get("/api/v1/api-keys/" + key + "x").expect(404);
            gateway.post("/api/v1/api-keys/" + key + "/disable", null).expect(200);
            gateway.get("/api/v1/users?token=" + key).expect(200);
            gateway.get("/" + key).expect(404);
            accessLog = gateway.closedAccessLog();
        }
        assertFalse(accessLog.contains(key), accessLog);
        assertTrue(accessLog.contains("/api/v1/api-keys/mgw_"), accessLog);
    }

    /** Requests with {@code key} where a name, an id, a path, a query parameter or a field belongs. */
    private static List<ApiCall> misplaced(String key) {
        List<ApiCall> calls = new ArrayList<>();
        for (Operation<?, ?> operation : Operations.all()) {
            Recipe recipe = Recipes.of(operation);
            for (String parameter : operation.path().parameterNames()) {
                if (!parameter.equals("api_key")) {
                    calls.add(recipe.call(operation, java.util.Map.of(parameter, key)));
                }
            }
            if (operation.method() != Method.GET) {
                calls.add(recipe.call(operation).withBody("[\"" + key + "\"]"));
                calls.add(recipe.call(operation).withBody("{\"" + key + "\""));
                calls.add(recipe.call(operation).withBody("\"" + key + "\" " + key));
            }
            if (operation.isPaged()) {
                calls.add(
                        recipe.call(operation).withTarget(recipe.call(operation).target() + "?limit=" + key));
            }
        }
        for (String field : List.of("config_name", "config_id")) {
            calls.add(ApiCall.of(
                    "POST",
                    "/api/v1/projects/" + segment(World.ALPHA) + "/assign-config",
                    Outgoing.object(field, key)));
        }
        calls.add(ApiCall.of(
                "POST", "/api/v1/configs/copy", Outgoing.object("source_config", key, "target_config", "x")));
        calls.add(ApiCall.of("POST", "/api/v1/api-keys/rotate", Outgoing.object("api_key", key + "0")));
        calls.add(ApiCall.of("POST", "/api/v1/api-keys/rotate", Outgoing.object("api_key", key + "0", key, key)));
        calls.add(ApiCall.of("POST", "/api/v1/users", Outgoing.object("email", key)));
        calls.add(ApiCall.of("GET", "/" + key));
        calls.add(ApiCall.of("GET", "/api/v1/" + key + "?" + key + "=" + key));
        calls.add(ApiCall.of("TRACE", "/api/v1/configs/" + key));
        calls.add(ApiCall.of("DELETE", "/api/v1/configs/x").withHeader("If-Match", key));
        calls.add(ApiCall.of(
                "PUT",
                "/api/v1/configs/" + segment(World.TOOLS) + "/servers/" + segment(World.GIT) + "/input-guardrails",
                "{\"policy\": {\"" + key + "\": true}}"));
        calls.add(ApiCall.of(
                "PUT",
                "/api/v1/configs/" + segment(World.TOOLS) + "/servers/" + segment(World.GIT),
                "{\"env\": {\"" + key + "\": \"********\"}}"));
        return calls;
    }

    private static List<String> secrets(TestGateway gateway) {
        List<String> secrets = new ArrayList<>(CANARIES);
        secrets.add(gateway.adminKey());
        WORLD.keysInClear().forEach(secrets::add);
        return secrets;
    }

    private static void expectNone(List<String> secrets, String text, String where) {
        for (String secret : secrets) {
            assertFalse(text.contains(secret), () -> secret + " is in " + where);
        }
    }
}
