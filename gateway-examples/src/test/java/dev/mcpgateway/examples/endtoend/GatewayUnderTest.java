package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.client.spi.Observation;
import dev.mcpgateway.server.EmbeddedGateway;
import java.time.Duration;

/** A whole gateway that tests share, and what they need on it first: everything they make has a name of its own. */
interface GatewayUnderTest {
    Duration HOUR = Duration.ofHours(1);
    String COMMAND = "npx";

    /** The gateway itself. */
    EmbeddedGateway gateway();

    /** The client whose methods are called. */
    GatewayClient client();

    /** The client whose methods are called in place of another one's, which stays its owner's to close. */
    GatewayClient caller(GatewayClient owner);

    /** Notes what is called; for a client that a test makes itself. */
    Observation notes();

    /** A number that was not given out before. */
    int number();

    default String name(String kind) {
        return kind + " " + number();
    }

    default String email() {
        return "user" + number() + "@example.com";
    }

    default String config() {
        return client().createConfig(name("config")).configName();
    }

    default String configWithServer() {
        String config = config();
        client().addServer(
                        config,
                        "files",
                        ServerSettings.builder().command(COMMAND, "-y", "files").build());
        return config;
    }

    default String project() {
        return client().createProject(name("project")).projectName();
    }

    default String user() {
        return client().createUser(email()).email();
    }

    default String memberOf(String project) {
        String user = user();
        client().addUserToProject(project, user);
        return user;
    }

    default void assertFails(ErrorCode code, Class<? extends GatewayApiException> kind, Runnable call) {
        assertEquals(code, assertThrows(kind, call::run).errorCode().orElseThrow());
    }
}
