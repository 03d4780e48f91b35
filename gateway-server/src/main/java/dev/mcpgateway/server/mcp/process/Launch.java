package dev.mcpgateway.server.mcp.process;

import dev.mcpgateway.server.domain.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a child is launched as.
 *
 * @param name what its threads and log lines are called after
 * @param command the program, with its whole path, and its arguments; never given to a shell
 * @param environment the whole of it
 * @param directory where it works; there
 * @param secrets what its standard error must not show
 */
public record Launch(
        String name, List<String> command, Map<String, String> environment, Path directory, Set<Secret> secrets) {
    /** Shows neither arguments nor environment, which may hold secrets. */
    @Override
    public String toString() {
        return "Launch[" + name + "]";
    }
}
