package dev.mcpgateway.examples;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.testing.FakeTransport;
import java.time.Duration;
import java.util.List;

/** How code that uses the client is tested without a gateway. In a project of yours the three tests are JUnit's. */
public final class TestWithFakeTransport {
    private static final String MEMBER = "{\"user_id\": \"u-1\", \"email\": \"ann@example.com\"}";
    private static final String KEY = """
            {"api_key": "the-key", "key_id": "key_1", "masked_key": "the-...", "user_id": "u-1", "project_id": "p-1", "status": "active",
             "created_at": "2026-01-01T12:00:00.000000", "disabled": false, "unrestricted": true, "require_signature": false, "url_key": true}
            """;

    private TestWithFakeTransport() {}

    /** What is under test: gives somebody a key, whether the gateway knows the user yet or not. */
    record Welcome(GatewayClient client, String project) {
        Secret to(String email) {
            try {
                client.createUser(email);
            } catch (ConflictException known) { // then there is nothing to create
            }
            client.addUserToProject(project, email);
            return client.generateApiKey(email, project).apiKey();
        }
    }

    /** Runs it; there are no arguments. */
    public static void main(String[] args) {
        somebodyNewGetsAKey();
        somebodyKnownGetsAKeyToo();
        aGatewayThatIsBusyIsAskedAgain();
        System.out.println("3 tests passed");
    }

    private static void somebodyNewGetsAKey() {
        FakeTransport gateway = readyForKeys();
        gateway.on("createUser").answer(201, MEMBER);

        Secret key = new Welcome(gateway.client(), "crew").to("ann@example.com");
        check(key.equals(Secret.of("the-key")), "the key is given");
        String sent = FakeTransport.body(gateway.requests("createUser").get(0));
        check(sent.contains("\"email\":\"ann@example.com\""), "the email is sent");
    }

    private static void somebodyKnownGetsAKeyToo() {
        FakeTransport gateway = readyForKeys();
        gateway.on("createUser").fail(409, ErrorCode.USER_ALREADY_EXISTS, "User 'ann@example.com' already exists");

        new Welcome(gateway.client(), "crew").to("ann@example.com");
        check(gateway.requests("generateApiKey").size() == 1, "one key is made");
    }

    private static void aGatewayThatIsBusyIsAskedAgain() {
        FakeTransport gateway = readyForKeys();
        gateway.on("createUser").rateLimit(Duration.ofSeconds(2)).answer(201, MEMBER);

        new Welcome(gateway.client(), "crew").to("ann@example.com");
        check(gateway.waits().equals(List.of(Duration.ofSeconds(2))), "it waits as long as was asked");
    }

    private static FakeTransport readyForKeys() {
        FakeTransport gateway = new FakeTransport();
        gateway.on("addUserToProject").answer(200, MEMBER);
        gateway.on("generateApiKey").answer(201, KEY);
        return gateway;
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("not so: " + what);
        }
    }
}
