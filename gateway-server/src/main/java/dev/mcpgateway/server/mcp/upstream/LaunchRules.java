package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.domain.AllowedCommands;
import dev.mcpgateway.server.domain.DefaultState;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Transport.Stdio;
import dev.mcpgateway.server.mcp.process.Launch;
import dev.mcpgateway.server.mcp.process.PrivateFolder;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a child is launched as: its program found, its environment made of nothing but a few variables of the gateway's and those
 * that the configuration declares.
 */
final class LaunchRules {
    /** Where the gateway's own value is handed on. */
    private static final List<String> HANDED_ON = List.of("PATH", "HOME", "LANG", "TMPDIR");

    private static final List<String> HANDED_ON_WINDOWS =
            List.of("SYSTEMROOT", "APPDATA", "PATHEXT", "USERPROFILE", "TEMP");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Pattern FILE = Pattern.compile("\\$\\{file:(.+)}");
    private static final long MAX_FILE = 64 * 1024;

    private final Map<String, String> gatewayEnvironment;
    private final List<String> ownProgram;
    private final AllowedCommands allowedCommands;

    /**
     * Rules.
     *
     * @param ownProgram what {@code secure-mcp-gateway} is launched as, whatever PATH holds
     * @param allowedCommands those that servers may be launched with
     */
    LaunchRules(Map<String, String> gatewayEnvironment, List<String> ownProgram, AllowedCommands allowedCommands) {
        this.gatewayEnvironment = gatewayEnvironment;
        this.ownProgram = ownProgram;
        this.allowedCommands = allowedCommands;
    }

    /**
     * How {@code stdio} is launched.
     *
     * @param label what messages call the server
     * @param directory where it is to work; made where missing
     * @throws UpstreamException naming what is missing or not allowed, without a value
     */
    Launch launch(String label, String threadName, Stdio stdio, Path directory) {
        if (!allowedCommands.allow(stdio.command())) {
            throw refused(label + " cannot be started: its command is not in allowed_commands");
        }
        Map<String, String> environment = new LinkedHashMap<>();
        HANDED_ON.forEach(name -> handOn(name, environment));
        if (File.separatorChar == '\\') {
            HANDED_ON_WINDOWS.forEach(name -> handOn(name, environment));
        }
        Set<Secret> secrets = new HashSet<>();
        stdio.env().forEach((name, value) -> {
            String resolved = resolved(label, name, value.reveal());
            environment.put(name, resolved);
            secrets.add(Secret.of(resolved));
        });
        // With a list of commands the declared PATH has no say in which program a name stands for.
        String path = allowedCommands.areListed() ? gatewayEnvironment.get("PATH") : environment.get("PATH");
        List<String> command = new ArrayList<>();
        if (stdio.command().equals(DefaultState.GATEWAY_COMMAND)) {
            command.addAll(ownProgram);
        } else {
            command.add(
                    program(label, stdio.command(), path == null ? "" : path).toString());
        }
        command.addAll(stdio.args());
        try {
            PrivateFolder.create(directory);
        } catch (IOException failure) {
            throw refused(label + " cannot be started: its working directory cannot be made");
        }
        return new Launch(threadName, List.copyOf(command), Map.copyOf(environment), directory, Set.copyOf(secrets));
    }

    private void handOn(String name, Map<String, String> environment) {
        String value = gatewayEnvironment.get(name);
        if (value != null) {
            environment.put(name, value);
        }
    }

    private String resolved(String label, String name, String value) {
        Matcher variable = VARIABLE.matcher(value);
        if (variable.matches()) {
            String found = gatewayEnvironment.get(variable.group(1));
            if (found == null) {
                throw refused(label + " cannot be started: env." + name + " refers to the variable " + variable.group(1)
                        + ", which the gateway's environment does not have");
            }
            return found;
        }
        Matcher file = FILE.matcher(value);
        return file.matches() ? content(label, name, file.group(1)) : value;
    }

    private static String content(String label, String name, String given) {
        String fault = label + " cannot be started: env." + name + " refers to a file that ";
        try {
            Path file = Path.of(given);
            if (!file.isAbsolute() || !Files.isRegularFile(file)) {
                throw refused(fault + "is not there, or is no regular file with an absolute path");
            }
            if (Files.size(file) > MAX_FILE) {
                throw refused(fault + "has more than " + MAX_FILE + " bytes");
            }
            String text = Files.readString(file).replaceFirst("\\R\\z", "");
            if (text.indexOf('\0') >= 0) {
                throw refused(fault + "has a NUL in it");
            }
            return text;
        } catch (IOException | InvalidPathException unreadable) {
            throw refused(fault + "cannot be read as UTF-8 text");
        }
    }

    private static Path program(String label, String command, String path) {
        try {
            if (command.contains("/") || command.contains(File.separator)) {
                Path program = Path.of(command).toAbsolutePath();
                if (isProgram(program)) {
                    return program;
                }
                throw refused(label + " cannot be started: its command is no program that the gateway may run");
            }
            for (String folder : path.split(File.pathSeparator, -1)) {
                for (String ending : File.separatorChar == '\\' ? List.of(".exe", ".cmd", ".bat", "") : List.of("")) {
                    Path program = Path.of(folder.isEmpty() ? "." : folder, command + ending)
                            .toAbsolutePath();
                    if (isProgram(program)) {
                        return program;
                    }
                }
            }
        } catch (InvalidPathException malformed) {
            throw refused(label + " cannot be started: its command cannot be the name of a program");
        }
        throw refused(label + " cannot be started: its command is not found on PATH");
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private static UpstreamException refused(String message) {
        return new UpstreamException(Reason.NOT_STARTED, message);
    }
}
