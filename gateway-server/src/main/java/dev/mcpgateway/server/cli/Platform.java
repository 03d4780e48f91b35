package dev.mcpgateway.server.cli;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Where programs keep their files on this machine.
 *
 * @param home the user's folder
 */
record Platform(Kind kind, Path home, Surroundings surroundings) {
    /** The systems that clients keep their files on in different places. */
    enum Kind {
        MACOS,
        WINDOWS,
        LINUX
    }

    /** That of this process; {@code HOME} goes before what the system says, as for shells. */
    static Platform of(Surroundings surroundings) {
        return of(System.getProperty("os.name"), System.getProperty("user.home"), surroundings);
    }

    static Platform of(String osName, String userHome, Surroundings surroundings) {
        String system = osName.toLowerCase(Locale.ROOT);
        Kind kind = system.startsWith("windows") ? Kind.WINDOWS : system.startsWith("mac") ? Kind.MACOS : Kind.LINUX;
        String home = surroundings.variable(kind == Kind.WINDOWS ? "USERPROFILE" : "HOME");
        return new Platform(kind, Path.of(home == null ? userHome : home), surroundings);
    }

    /** Where programs keep their settings. */
    Path settings() {
        return switch (kind) {
            case MACOS -> home.resolve("Library").resolve("Application Support");
            case WINDOWS -> in("APPDATA", home.resolve("AppData").resolve("Roaming"));
            case LINUX -> in("XDG_CONFIG_HOME", home.resolve(".config"));
        };
    }

    /** The folder that {@code variable} names, or else {@code usual}. */
    Path in(String variable, Path usual) {
        String named = surroundings.variable(variable);
        return named == null ? usual : Path.of(named);
    }
}
