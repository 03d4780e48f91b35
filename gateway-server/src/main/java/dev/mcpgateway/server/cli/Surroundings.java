package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.domain.Secret;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command finds when it is started.
 *
 * @param variables the environment
 * @param directory the caller's, from which relative paths count
 * @param isTerminal whether a person reads the output: keys are shown to nobody else
 */
record Surroundings(
        Map<String, String> variables,
        Path directory,
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean isTerminal) {

    /** Set by the launcher: it can ask the system, and Java has no sure way to. */
    private static final String TERMINAL_PROPERTY = "gateway.stdout.terminal";

    /** Those of this process. JSON is UTF-8 whatever the terminal's own encoding is. */
    static Surroundings ofProcess() {
        return new Surroundings(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                System.in,
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Boolean.getBoolean(TERMINAL_PROPERTY));
    }

    /** The first of {@code names} that is set and not empty. */
    @Nullable
    String variable(String... names) {
        for (String name : names) {
            String value = variables.get(name);
            if (value != null && !value.isBlank()) {
                return value;
            }
        }
        return null;
    }

    /** The admin key of a remote gateway in {@code name}, if it is there. */
    @Nullable
    Secret secret(String name) {
        String value = variable(name);
        return value == null ? null : Secret.of(value.strip());
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
