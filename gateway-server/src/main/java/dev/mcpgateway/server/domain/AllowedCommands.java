package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Transport.Stdio;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which commands servers may be launched with: asked when a server is saved, and again whenever it is launched. */
public final class AllowedCommands {
    public static final AllowedCommands ANY = new AllowedCommands(() -> null);

    private final Supplier<@Nullable List<String>> present;

    /** @param present the commands that are allowed at present, as configurations have them; null for any */
    public AllowedCommands(Supplier<@Nullable List<String>> present) {
        this.present = present;
    }

    /** Whether there is a list at all. */
    public boolean areListed() {
        return present.get() != null;
    }

    public boolean allow(String command) {
        List<String> allowed = present.get();
        return allowed == null || allowed.contains(command);
    }

    /** What is wrong with the command of {@code server}; empty when nothing is. */
    List<FieldProblem> problems(McpServer server) {
        return server.transport() instanceof Stdio stdio && !allow(stdio.command())
                ? List.of(new FieldProblem("server_command", "is not one of the gateway's allowed_commands"))
                : List.of();
    }

    /** @throws InvalidFieldException when {@code server} may not be launched */
    void check(McpServer server) {
        List<FieldProblem> problems = problems(server);
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
    }
}
