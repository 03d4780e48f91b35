package dev.mcpgateway.server;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The running gateway's own program, as what {@code secure-mcp-gateway} is launched as when a configuration names it: the same Java,
 * the same jar, whatever PATH holds. A child of it is small and starts fast.
 */
public final class OwnProgram {
    /** Of a package that stands above this one. */
    static final String MAIN = "dev.mcpgateway.server.cli.Main";

    private OwnProgram() {}

    /** The program and its arguments, up to where those of a command begin. */
    static List<String> command() {
        return command("64m");
    }

    /**
     * As {@link #command()}, with another bound.
     *
     * @param heap the most memory that objects take, as {@code -Xmx} has it
     */
    public static List<String> command(String heap) {
        boolean isWindows =
                System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        Path java = Path.of(System.getProperty("java.home"), "bin", isWindows ? "java.exe" : "java");
        // A child works in a folder of its own, where relative paths would lead astray.
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                java.toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx" + heap, "-cp", classPath, MAIN);
    }
}
