package dev.mcpgateway.server.mcp.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The system's own programs that children are launched and ended with. Where one is missing (macOS has no {@code setsid}), a
 * child has no session of its own and its tree is followed by parentage alone.
 */
record SystemPrograms(Optional<Path> setsid, Optional<Path> kill) {
    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/local/bin");

    static SystemPrograms find() {
        return new SystemPrograms(find("setsid"), find("kill"));
    }

    /** Whether a child can have a session of its own whose members can be found and ended together. */
    boolean haveSessions(ProcessTable table) {
        return setsid.isPresent() && kill.isPresent() && table.isAvailable();
    }

    private static Optional<Path> find(String name) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
