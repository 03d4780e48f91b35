package dev.mcpgateway.examples;

import dev.mcpgateway.client.ApiResponse;
import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.RequestOptions;
import dev.mcpgateway.client.RetryPolicy;
import dev.mcpgateway.client.api.UserCalls;
import dev.mcpgateway.client.error.AuthenticationException;
import dev.mcpgateway.client.error.BadRequestException;
import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.UserDetails;

/** What goes wrong, and which exception says so. All of them are unchecked and are {@link GatewayException}s. */
public final class ErrorHandling {
    private static final String USER = "errors@example.com";

    private ErrorHandling() {}

    /** Runs it; there are no arguments. */
    public static void main(String[] args) {
        try (ExampleGateway gateway = ExampleGateway.open();
                GatewayClient client = gateway.client();
                GatewayClient wrongKey =
                        gateway.builder().adminKey("not-the-key").build();
                GatewayClient nobodyThere = gateway.builder()
                        .baseUrl("http://localhost:1")
                        .retry(RetryPolicy.none())
                        .build()) {
            client.createUser(USER);
            try {
                show("A name that is taken", () -> client.createUser(USER));
                show("A user who is not there", () -> client.getUser("nobody@example.com"));
                show("A value that is not allowed", () -> client.createUser("no email"));
                show("A change of something that has changed since", () -> overwrite(client));
                show("A wrong key", wrongKey::listUsers);
                show("No gateway", nobodyThere::listUsers);
            } finally {
                client.deleteUser(USER);
            }
        }
    }

    /** Two people read the same user, and the second to write is told so. */
    private static void overwrite(GatewayClient client) {
        ApiResponse<UserDetails> read = client.send(UserCalls.getUser(USER));
        RequestOptions unchanged = RequestOptions.ifMatch(read.etag().orElseThrow());
        client.withOptions(unchanged).updateUser(USER, "renamed@example.com");
        client.updateUser("renamed@example.com", USER);
        client.withOptions(unchanged).updateUser(USER, "renamed@example.com");
    }

    private static void show(String what, Runnable call) {
        System.out.println(what + ":");
        try {
            call.run();
        } catch (ConflictException conflict) {
            boolean isStale = conflict.errorCode()
                    .filter(ErrorCode.PRECONDITION_FAILED::equals)
                    .isPresent();
            System.out.println(
                    "  " + (isStale ? "read it again, then decide. " : "take another. ") + conflict.detail());
        } catch (NotFoundException missing) {
            System.out.println("  " + missing.detail());
        } catch (BadRequestException refused) {
            refused.fieldProblems()
                    .forEach(problem -> System.out.println("  " + problem.field() + " " + problem.message()));
        } catch (AuthenticationException denied) {
            System.out.println("  " + denied.reason() + ": " + denied.detail());
        } catch (GatewayConnectionException unreachable) {
            System.out.println("  " + unreachable.getMessage());
        } catch (GatewayException other) { // a timeout, a fault of the gateway, an answer that is not a gateway's
            System.out.println("  " + other.getMessage());
        }
    }
}
