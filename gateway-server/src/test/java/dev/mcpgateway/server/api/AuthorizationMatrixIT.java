package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation with every kind of key: what is not said to be open to a caller is closed to it. */
class AuthorizationMatrixIT {
    private static final World WORLD = World.get();
    private static final String UNKNOWN = "mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbw";
    private static final String MISTYPED = "mgw_0123456789ABCDEFGHIJKLMNOP3Cbwbx";

    /** What a user key may call at all (contract: api-keys.md, "Two kinds of key"), and whether it names one thing of a project. */
    private static final Map<String, Boolean> OPEN_TO_USER_KEYS = Map.of(
            "listConfigs", false,
            "getConfig", true,
            "listServers", true,
            "listProjects", false,
            "getProject", true,
            "whoAmI", false,
            "getOwnApiKeyUsage", false);

    /** Answers what changes nothing, whoever asks. */
    private static final TestGateway GATEWAY =
            WORLD.gateway().files(new PretendFiles()).start();

    private static final GatewayState BEFORE = GATEWAY.state();

    @AfterAll
    static void nothingWasChanged() {
        GatewayState after = GATEWAY.state();
        GATEWAY.close();
        assertSame(BEFORE, after);
    }

    @TestFactory
    Stream<DynamicTest> withoutAKeyOrWithOneThatOpensNothingNobodyGetsPastThePublicOperations() {
        return each(operation -> {
            int expected = operation.role() == Role.PUBLIC ? operation.successStatus() : 401;
            assertEquals(expected, GATEWAY.sendWithoutKey(unkeyed(operation)).status(), "no key");
            for (String label : Set.of("disabled", "revoked", "expired")) {
                assertEquals(expected, status(operation, WORLD.key(label)), label);
            }
            for (String key : Set.of("garbage", UNKNOWN, MISTYPED, "x".repeat(300))) {
                assertEquals(expected, status(operation, key), key);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aUserKeyGetsItsOwnProjectsReadsAlone() {
        return each(operation -> {
            Boolean namesOne = OPEN_TO_USER_KEYS.get(operation.id());
            if (operation.role() == Role.PUBLIC) {
                return;
            }
            // The recipes name things of the first key's project.
            assertEquals(namesOne == null ? 403 : 200, status(operation, WORLD.key("live")), "own");
            int others = namesOne == null ? 403 : namesOne ? 404 : 200;
            assertEquals(others, status(operation, WORLD.key("only")), "of another project");
        });
    }

    @TestFactory
    Stream<DynamicTest> theAdminKeyGetsAllButWhatIsForUserKeysAlone() {
        return each(operation -> {
            if (operation.role() == Role.USER_KEY) {
                assertEquals(403, status(operation, GATEWAY.adminKey()));
            } else if (operation.method() == dev.mcpgateway.server.http.Method.GET) {
                assertEquals(200, status(operation, GATEWAY.adminKey()));
            }
        });
    }

    private static int status(Operation<?, ?> operation, String key) {
        Exchange exchange = GATEWAY.send(unkeyed(operation).withHeader("Authorization", "Bearer " + key));
        return exchange.status();
    }

    private static ApiCall unkeyed(Operation<?, ?> operation) {
        ApiCall call = Recipes.of(operation).call(operation);
        return ApiCall.of(call.method(), call.target()).withBytes(call.body());
    }

    private interface Check {
        void of(Operation<?, ?> operation);
    }

    private static Stream<DynamicTest> each(Check check) {
        return Operations.all().stream().map(operation -> dynamicTest(operation.id(), () -> check.of(operation)));
    }
}
