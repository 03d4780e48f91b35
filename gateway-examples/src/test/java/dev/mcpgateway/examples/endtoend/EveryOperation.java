package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.spi.Observation;
import dev.mcpgateway.server.EmbeddedGateway;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
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
abstract class EveryOperation
        implements ConfigOperations,
                ServerOperations,
                GuardrailOperations,
                ProjectOperations,
                UserOperations,
                ApiKeyOperations,
                SettingOperations,
                WholeStateOperations,
                ManyOperations {
    private final Set<String> called = new ConcurrentSkipListSet<>();
    private final AtomicInteger names = new AtomicInteger();
    private EmbeddedGateway gateway;
    private GatewayClient owner;
    private GatewayClient client;

    @BeforeAll
    void start() {
        gateway = EmbeddedGateway.start();
        owner = Gateways.builder(gateway).observation(notes()).build();
        client = caller(owner);
    }

    @AfterAll
    void stop() {
        owner.close();
        gateway.close();
    }

    @Override
    public EmbeddedGateway gateway() {
        return gateway;
    }

    @Override
    public GatewayClient client() {
        return client;
    }

    @Override
    public Observation notes() {
        return attempt -> called.add(attempt.operation());
    }

    @Override
    public int number() {
        return names.incrementAndGet();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void noOperationOfTheDocumentWasLeftOut() {
        Set<String> documented = new TreeSet<>();
        collectOperations(client().openApiDocument().toMap().get("paths"), documented);

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
