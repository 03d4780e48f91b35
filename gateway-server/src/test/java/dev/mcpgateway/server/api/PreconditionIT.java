package dev.mcpgateway.server.api;

import static dev.mcpgateway.server.testing.ApiCall.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ETags, and If-Match on everything that has one. */
class PreconditionIT {
    /** Which GET shows the tag that the operation's If-Match is about. */
    private static final Map<String, String> SOURCE = Map.of(
            "renameConfig", "getConfig",
            "removeAllServers", "getConfig",
            "removeUserFromProject", "getProject",
            "removeAllUsersFromProject", "getProject",
            "deleteAllUserApiKeys", "getUser");

    static List<String> guarded() {
        return Operations.all().stream()
                .filter(Operation::honoursIfMatch)
                .map(Operation::id)
                .toList();
    }

    @Test
    void everyChangeOfATaggedResourceHonoursIfMatch() {
        List<String> unguarded = Operations.all().stream()
                .filter(operation -> operation.method() == Method.PUT
                        || operation.method() == Method.PATCH
                        || operation.method() == Method.DELETE)
                .filter(operation -> !operation.honoursIfMatch())
                .map(Operation::id)
                .filter(id -> !id.equals("setEnkryptApiKey") && !id.equals("configureTelemetry"))
                .toList();
        assertEquals(List.of(), unguarded);
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void theTagJustReadLetsTheChangePassAndAStaleOneDoesNot(String id) {
        Operation<?, ?> operation = Operations.of(id);
        ApiCall call = Recipes.of(operation).call(operation);
        try (TestGateway gateway = World.get().gateway().start()) {
            String tag = gateway.get(resource(operation, call)).expect(200).header("ETag");
            assertTrue(tag.matches("\"[0-9]+\""), tag);
            for (String stale : List.of("\"0\"", "W/" + tag, "\"0\", \"1\"")) {
                gateway.send(call.withHeader("If-Match", stale)).expect(412, "PRECONDITION_FAILED");
            }
            for (String malformed :
                    List.of("12", "\"", "*, \"1\"", tag + " " + tag, tag + ";", ",", "w/" + tag, "**")) {
                gateway.send(call.withHeader("If-Match", malformed)).expect(400, "INVALID_REQUEST");
            }
            gateway.send(call.withHeader("If-Match", "\"0\", W/\"1\" , " + tag)).expect(operation.successStatus());
        }
        try (TestGateway gateway = World.get().gateway().start()) {
            gateway.send(call.withHeader("If-Match", "*")).expect(operation.successStatus());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"updateConfig", "updateServer", "updateProject"})
    void theTagInTheAnswerToAChangeIsThatOfTheResource(String id) {
        Operation<?, ?> operation = Operations.of(id);
        ApiCall call = Recipes.of(operation).call(operation);
        try (TestGateway gateway = World.get().gateway().start()) {
            String target = resource(operation, call)
                    .replace(segment(World.ALPHA), World.get().id(World.ALPHA));
            String old = gateway.get(target).header("ETag");
            String answered = gateway.send(call).expect(200).header("ETag");
            assertEquals(gateway.get(target).header("ETag"), answered);
            assertNotEquals(old, answered);
            // What changes nothing keeps the tag.
            assertEquals(
                    answered, gateway.send(call.withTarget(target)).expect(200).header("ETag"));
        }
    }

    @Test
    void theTagOfAResourceFollowsEverythingThatIsShownOfIt() {
        try (TestGateway gateway = World.get().gateway().start()) {
            String user = "/api/v1/users/" + World.get().id(World.ANNA);
            String project = "/api/v1/projects/" + World.get().id(World.ALPHA);
            String key = "/api/v1/api-keys/" + World.get().id("live");
            String config = "/api/v1/configs/" + World.get().id(World.TOOLS);
            assertChanges(
                    gateway, List.of(user, project, key), () -> gateway.patch(project, "{\"project_name\": \"X\"}"));
            assertChanges(gateway, List.of(user, key), () -> gateway.put(user, "{\"new_email\": \"x@example.com\"}"));
            assertChanges(gateway, List.of(user, key), () -> gateway.post(key + "/disable", null));
            assertChanges(gateway, List.of(user, project), () -> gateway.delete(key));
            assertChanges(
                    gateway, List.of(config, project), () -> gateway.put(config + "/rename", "{\"new_name\": \"Y\"}"));
            assertChanges(gateway, List.of(project), () -> gateway.post(project + "/unassign-config", null));
            assertChanges(gateway, List.of(user, project), () -> gateway.delete(project + "/users/x@example.com"));
            // The user is no member any more, and still shows the project's name beside a revoked key.
            assertChanges(gateway, List.of(user), () -> gateway.patch(project, "{\"project_name\": \"Z\"}"));
        }
    }

    @Test
    void whatIsNotThereIsMissedBeforeItsTagIsLookedAt() {
        try (TestGateway gateway = World.get().gateway().start()) {
            gateway.send(ApiCall.of("DELETE", "/api/v1/users/nobody@example.com")
                            .withHeader("If-Match", "\"0\""))
                    .expect(404, "USER_NOT_FOUND");
            gateway.send(ApiCall.of(
                                    "DELETE",
                                    "/api/v1/projects/" + World.get().id(World.ALPHA) + "/users/nobody@example.com")
                            .withHeader("If-Match", "\"0\""))
                    .expect(404, "USER_NOT_FOUND");
            gateway.send(ApiCall.of("DELETE", "/api/v1/users/nobody@example.com")
                            .withHeader("If-Match", "*"))
                    .expect(404, "USER_NOT_FOUND");
        }
    }

    private static void assertChanges(
            TestGateway gateway, List<String> targets, java.util.function.Supplier<Exchange> change) {
        List<String> before = tags(gateway, targets);
        change.get().expect(200);
        List<String> after = tags(gateway, targets);
        for (int i = 0; i < targets.size(); i++) {
            assertNotEquals(before.get(i), after.get(i), targets.get(i));
        }
    }

    private static List<String> tags(TestGateway gateway, List<String> targets) {
        return targets.stream()
                .map(target -> {
                    Exchange exchange = gateway.get(target);
                    return exchange.status() == 200 ? exchange.header("ETag") : "gone";
                })
                .toList();
    }

    private static String resource(Operation<?, ?> operation, ApiCall call) {
        String source = SOURCE.get(operation.id());
        if (source == null) {
            return call.target().replaceAll("/(input-|output-)?guardrails$|/alerts/[^/]+$", "");
        }
        String[] segments = call.target().split("/", -1);
        return String.join("/", List.of(segments).subList(0, 5));
    }
}
