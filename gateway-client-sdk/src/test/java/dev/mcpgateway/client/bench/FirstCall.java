package dev.mcpgateway.client.bench;

import dev.mcpgateway.client.GatewayClient;
import java.util.Locale;

/**
 * How long the first call of a new process takes, from the first use of the client to its result, in milliseconds. Arguments: base URL, admin
 * key, {@code client} or {@code bare}.
 */
final class FirstCall {
    private FirstCall() {}

    public static void main(String[] arguments) throws Exception {
        long began = System.nanoTime();
        Object user;
        if (arguments[2].equals("bare")) {
            user = new Bare(arguments[0], arguments[1]).getUser();
        } else {
            try (GatewayClient client = GatewayClient.create(arguments[0], arguments[1])) {
                user = client.getUser("default@example.com");
            }
        }
        long millis = (System.nanoTime() - began) / 1_000_000;
        if (user == null) {
            throw new IllegalStateException("the call gave nothing");
        }
        System.out.printf(Locale.ROOT, "%d%n", millis);
    }
}
