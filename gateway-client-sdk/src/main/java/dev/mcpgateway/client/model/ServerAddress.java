package dev.mcpgateway.client.model;

import dev.mcpgateway.client.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server is reached: a program that the gateway launches, or a URL.
 *
 * @param command the program; null for a remote server
 * @param args its arguments
 * @param env the variables added to its environment; the values are {@code ********} unless they were asked to be revealed
 * @param url where a remote server is; null for a program
 * @param headers the header fields sent to a remote server; the values are {@code ********} unless they were asked to be revealed
 */
public record ServerAddress(
        @Nullable String command,
        List<String> args,
        Map<String, Secret> env,
        @Nullable String url,
        Map<String, Secret> headers) {

    /** Copies what could change. */
    public ServerAddress {
        args = Required.list(args);
        env = Required.map(env);
        headers = Required.map(headers);
    }

    /** Whether it is a URL. */
    public boolean isRemote() {
        return url != null;
    }
}
