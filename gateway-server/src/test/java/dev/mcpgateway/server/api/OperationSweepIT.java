package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mcpgateway.server.api.BadBodies.BadBody;
import dev.mcpgateway.server.api.Recipe.Failure;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation of the table against every kind of request that it has to take or to refuse. A new operation is swept as soon as
 * {@link Recipes} says how it is called, and a failure until then.
 */
class OperationSweepIT {
    private static final String MISSING = "Authorization header required";
    private static final String MALFORMED = "Invalid authorization format. Use 'Bearer <api_key>'";
    private static final String WRONG = "Invalid admin API key. Administrative operations require admin_apikey.";
    private static final String NOT_CONFIGURED = "Admin API key not configured. Please regenerate configuration.";

    /** Answers refusals alone, and so never changes. */
    private static TestGateway refusing = started();

    private static TestGateway keyless = World.get()
            .gateway()
            .with(World.get()
                    .state()
                    .after(List.of(withoutAdminKey()), World.get().state().seq()))
            .observer(Contract::check)
            .start();

    private static GatewayState before = refusing.state();

    @BeforeAll
    static void nothingHasChanged() {
        assertSame(World.get().state(), before);
    }

    @AfterAll
    static void nothingIsChangedByWhatIsRefused() {
        GatewayState after = refusing.state();
        refusing.close();
        keyless.close();
        assertSame(before, after, "a refused request has changed something");
    }

    @Test
    void everyOperationHasARecipeAndEveryErrorOfItsOwnAFailure() {
        assertEquals(List.of(), Recipes.gaps());
    }

    @TestFactory
    Stream<DynamicTest> anOperationSucceedsByNameAndById() {
        return each(operation -> true, operation -> {
            Recipe recipe = Recipes.of(operation);
            List<Map<String, String>> ways = new ArrayList<>(List.of(Map.of()));
            recipe.path().forEach((parameter, name) -> otherNames(parameter, name)
                    .forEach(other -> ways.add(Map.of(parameter, other))));
            for (Map<String, String> way : ways) {
                for (String slash : List.of("", "/")) {
                    try (TestGateway gateway = started()) {
                        ApiCall call = recipe.call(operation, way);
                        Exchange exchange = gateway.send(call.withTarget(call.target() + slash));
                        exchange.expect(operation.successStatus());
                        if (operation.contentType() == null) {
                            exchange.expectSuccessShape();
                            assertEquals(
                                    operation.message(),
                                    exchange.body().get("message").asText());
                            assertEquals(
                                    operation.isTagged(),
                                    exchange.headers().firstValue("ETag").isPresent());
                        }
                    }
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> anOperationFailsWithEachErrorOfItsOwn() {
        return each(operation -> true, operation -> {
            Recipe recipe = Recipes.of(operation);
            for (Failure failure : recipe.failures()) {
                if (failure.code() != ErrorCode.SHUTTING_DOWN) { // UnavailableIT has it
                    refusing.send(recipe.call(operation, failure))
                            .expect(failure.code().status(), failure.code().name());
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aBodyThatIsNotJsonIsRefused() {
        return each(OperationSweepIT::takesABody, operation -> {
            for (BadBody bad : BadBodies.notJson()) {
                refused(operation, bad).expect(400, "INVALID_JSON");
            }
            for (BadBody bad : BadBodies.noObjects()) {
                refused(operation, bad).expect(400, "INVALID_REQUEST");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aFieldOfTheWrongTypeIsNamed() {
        return each(OperationSweepIT::takesABody, operation -> {
            for (BadBody bad :
                    BadBodies.spoiled(operation, Recipes.of(operation).body())) {
                Exchange exchange = refused(operation, bad).expect(400, "INVALID_REQUEST");
                assertTrue(
                        exchange.errorFields().stream()
                                .anyMatch(field -> field.startsWith(String.valueOf(bad.field()))),
                        exchange::toString);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aBodyOfAnotherContentTypeIsRefused() {
        return each(OperationSweepIT::takesABody, operation -> {
            ApiCall call = Recipes.of(operation).call(operation);
            call = call.body() == null ? call.withBody("{}") : call;
            for (String type : List.of(
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data",
                    "json",
                    "application/jsonx")) {
                refusing.send(call.withHeader("Content-Type", type)).expect(415, "UNSUPPORTED_MEDIA_TYPE");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aBodyThatIsTooLargeIsRefused() {
        return each(OperationSweepIT::takesABody, operation -> {
            String target = Recipes.of(operation).call(operation).target();
            String answer = refusing.sendRaw(
                    "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
                            .formatted(operation.method(), target, refusing.adminKey(), operation.maxBodyBytes() + 1));
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("\"PAYLOAD_TOO_LARGE\""), answer);
        });
    }

    @TestFactory
    Stream<DynamicTest> aRequestWithoutTheAdminKeyIsRefused() {
        return each(operation -> operation.role() == Role.ADMIN, operation -> {
            ApiCall call = Recipes.of(operation).call(operation);
            unauthorized(refusing.sendWithoutKey(call), MISSING);
            unauthorized(refusing.send(call.withHeader("Authorization", "")), MISSING);
            for (String malformed :
                    List.of("Bearer", "Bearer ", "Basic YTpi", "Token x", refusing.adminKey(), "BearerX y")) {
                unauthorized(refusing.send(call.withHeader("Authorization", malformed)), MALFORMED);
            }
            for (String wrong : List.of("nonsense", refusing.adminKey() + "x")) {
                unauthorized(refusing.send(call.withHeader("Authorization", "Bearer " + wrong)), WRONG);
            }
            unauthorized(keyless.sendWithoutKey(call), MISSING);
            unauthorized(keyless.send(call.withHeader("Authorization", "Basic x")), MALFORMED);
            keyless.send(call.withHeader("Authorization", "Bearer x"))
                    .expect(500, "AUTH_INVALID_CREDENTIALS", NOT_CONFIGURED);
            // The key is judged before the body is looked at.
            if (takesABody(operation)) {
                unauthorized(refusing.sendWithoutKey(call.withBody("{")), MISSING);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theSchemeOfTheKeyIsReadWithoutRegardToCase() {
        return each(
                operation -> operation.method() == Method.GET && operation.role() == Role.ADMIN,
                operation -> refusing.send(Recipes.of(operation)
                                .call(operation)
                                .withHeader("Authorization", "bEARER " + refusing.adminKey()))
                        .expect(200));
    }

    @TestFactory
    Stream<DynamicTest> aPublicOperationNeedsNoKey() {
        return each(operation -> operation.role() == Role.PUBLIC, operation -> {
            ApiCall call = Recipes.of(operation).call(operation);
            refusing.sendWithoutKey(call).expect(200);
            keyless.sendWithoutKey(call).expect(200);
        });
    }

    @TestFactory
    Stream<DynamicTest> otherMethodsOfItsPathAreListed() {
        return each(operation -> true, operation -> {
            ApiCall call = Recipes.of(operation).call(operation);
            Exchange refusal = refusing.sendWithoutKey(call.withMethod("TRACE").withBytes(null));
            refusal.expect(405, "METHOD_NOT_ALLOWED");
            assertTrue(refusal.header("Allow").contains(operation.method().name()), refusal::toString);
            Exchange preflight = refusing.sendWithoutKey(
                    call.withMethod("OPTIONS").withBytes(null).withHeader("Origin", "https://console.example.com"));
            preflight.expect(204);
            assertEquals(refusal.header("Allow"), preflight.header("Allow"));
            assertEquals(refusal.header("Allow"), preflight.header("Access-Control-Allow-Methods"));
            assertEquals("*", preflight.header("Access-Control-Allow-Origin"));
            if (operation.method() == Method.GET) {
                Exchange head = refusing.send(call.withMethod("HEAD")).expect(200);
                assertEquals(0, head.bytes().length);
                assertTrue(refusal.header("Allow").contains("HEAD"));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerCarriesTheRequestId() {
        return each(operation -> true, operation -> {
            ApiCall call = Recipes.of(operation).call(operation);
            Exchange own = refusing.sendWithoutKey(
                    call.withMethod("TRACE").withBytes(null).withHeader("X-Request-Id", "mine-1.A_b"));
            assertEquals("mine-1.A_b", own.header("X-Request-Id"));
            assertEquals("mine-1.A_b", own.body().get("request_id").asText());
            Exchange replaced = refusing.sendWithoutKey(
                    call.withMethod("TRACE").withBytes(null).withHeader("X-Request-Id", "not sane {}"));
            assertFalse(replaced.header("X-Request-Id").isBlank()
                    || replaced.header("X-Request-Id").contains("{"));
        });
    }

    private static Exchange refused(Operation<?, ?> operation, BadBody bad) {
        Exchange exchange = refusing.send(Recipes.of(operation).call(operation).withBytes(bad.bytes()));
        assertEquals(400, exchange.status(), () -> bad.name() + ": " + exchange);
        return exchange;
    }

    private static void unauthorized(Exchange exchange, String detail) {
        exchange.expect(401, "AUTH_INVALID_CREDENTIALS", detail);
        assertEquals("Bearer", exchange.header("WWW-Authenticate"));
    }

    private static boolean takesABody(Operation<?, ?> operation) {
        return operation.method() != Method.GET;
    }

    /** By what else than {@code name} the same thing may be named. */
    private static List<String> otherNames(String parameter, String name) {
        return switch (parameter) {
            case "config_identifier", "project_identifier" ->
                List.of(World.get().id(name));
            case "user_identifier" -> List.of(World.get().id(name), name.toUpperCase(java.util.Locale.ROOT));
            case "api_key" -> List.of(World.get().key("live"));
            default -> List.of();
        };
    }

    private static TestGateway started() {
        return World.get()
                .gateway()
                .files(new PretendFiles())
                .observer(Contract::check)
                .start();
    }

    private static Change withoutAdminKey() {
        Settings settings = World.get().state().settings();
        return new Change.SettingsSaved(
                new Settings(null, settings.common(), settings.plugins(), settings.gateway(), settings.extra()));
    }

    private interface Check {
        void of(Operation<?, ?> operation) throws Exception;
    }

    private static Stream<DynamicTest> each(Predicate<Operation<?, ?>> which, Check check) {
        return Operations.all().stream()
                .filter(which)
                .map(operation -> dynamicTest(operation.id(), () -> check.of(operation)));
    }
}
