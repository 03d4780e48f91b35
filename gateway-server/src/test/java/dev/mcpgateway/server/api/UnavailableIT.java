package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.store.BreakableLog;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The answers of a gateway that cannot store, does not serve yet, or serves no more. */
class UnavailableIT {
    /** The operations that are no GET and store nothing; the two that write a file do so elsewhere. */
    private static final Set<String> UNSTORING = Set.of(
            "searchConfigs",
            "searchProjects",
            "searchUsers",
            "validateConfig",
            "restartServer",
            "verifyApiKey",
            "exportConfig",
            "exportProject",
            "backup");

    private BreakableLog log = BreakableLog.of(World.get().state());
    private TestGateway gateway = TestGateway.start();

    @BeforeEach
    void start() {
        gateway.close();
        gateway = World.get()
                .gateway()
                .files(new PretendFiles())
                .log(state -> log)
                .observer(Contract::check)
                .start();
    }

    @AfterEach
    void stop() {
        log.repairDisk();
        gateway.close();
    }

    @TestFactory
    Stream<DynamicTest> anOperationThatStoresSaysThatItCouldNotAndEveryOtherGoesOn() {
        log.breakDisk();
        GatewayState before = gateway.state();
        return Operations.all().stream()
                .map(operation -> dynamicTest(operation.id(), () -> {
                    Exchange exchange = gateway.send(Recipes.of(operation).call(operation));
                    if (operation.method() == Method.GET || UNSTORING.contains(operation.id())) {
                        exchange.expect(operation.successStatus());
                    } else {
                        exchange.expect(503, "STORAGE_FAILED");
                    }
                    assertSame(before, gateway.state());
                }));
    }

    @Test
    void systemHealthNamesTheOutageAndItsEnd() {
        log.breakDisk();
        gateway.post("/api/v1/users", "{\"email\": \"lost@example.com\"}").expect(503, "STORAGE_FAILED");

        JsonNode broken = gateway.data(gateway.get("/api/v1/system/health"));
        assertEquals("unhealthy", broken.get("status").asText());
        assertTrue(broken.get("issues").toString().contains("stored"), broken.toString());

        log.repairDisk();
        gateway.post("/api/v1/users", "{\"email\": \"kept@example.com\"}").expect(201);
        gateway.get("/api/v1/users/lost@example.com").expect(404);
        JsonNode whole = gateway.data(gateway.get("/api/v1/system/health"));
        assertTrue(!whole.get("issues").toString().contains("stored"), whole.toString());
    }

    @Test
    void aGatewayThatStartsSaysSoToEveryRequest() {
        try (TestGateway starting = TestGateway.prepared().starting().start()) {
            for (String target : List.of("/health", "/api/v1/users", "/nothing")) {
                Exchange exchange = starting.get(target).expect(503, "SHUTTING_DOWN", "The gateway is starting");
                assertEquals("1", exchange.header("Retry-After"));
            }
        }
    }

    @Test
    void aGatewayThatStopsSaysSoToEveryRequest() {
        gateway.get("/health").expect(200);

        gateway.turnAway();

        for (String target : List.of("/health", "/api/v1/users", "/nothing")) {
            Exchange exchange = gateway.get(target).expect(503, "SHUTTING_DOWN", "The gateway is stopping");
            assertEquals("1", exchange.header("Retry-After"));
        }
    }
}
