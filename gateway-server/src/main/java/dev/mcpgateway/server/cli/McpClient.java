package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.document.JsonValues;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The MCP clients that can be set up: where each has its servers written down, and in which form. */
enum McpClient {
    /** Its file knows commands only. */
    CLAUDE_DESKTOP("Claude Desktop", "mcpServers") {
        @Override
        Path file(Platform platform) {
            return platform.settings().resolve("Claude").resolve("claude_desktop_config.json");
        }
    },
    CURSOR("Cursor", "mcpServers") {
        @Override
        Path file(Platform platform) {
            return platform.home().resolve(".cursor").resolve("mcp.json");
        }
    },
    CLAUDE_CODE("Claude Code", "mcpServers") {
        @Override
        Path file(Platform platform) {
            return platform.in("CLAUDE_CONFIG_DIR", platform.home()).resolve(".claude.json");
        }
    },
    VSCODE("VS Code", "servers") {
        @Override
        Path file(Platform platform) {
            return platform.settings().resolve("Code").resolve("User").resolve("mcp.json");
        }
    };

    private final String title;
    private final String section;

    McpClient(String title, String section) {
        this.title = title;
        this.section = section;
    }

    /** The file for all of the user's work, on {@code platform}. */
    abstract Path file(Platform platform);

    /** As people call it. */
    String title() {
        return title;
    }

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The member of the file that holds the servers by their names. */
    String section() {
        return section;
    }

    /** Whether it can only start commands, and knows no URLs. */
    boolean startsCommands() {
        return this == CLAUDE_DESKTOP;
    }

    /** The entry of a server at {@code endpoint}. */
    ObjectNode entry(URI endpoint, String authorization) {
        ObjectNode entry = JsonValues.object();
        if (this != CURSOR) {
            entry.put("type", "http");
        }
        entry.put("url", endpoint.toString()).putObject("headers").put("Authorization", authorization);
        return entry;
    }

    /** The entry of a server that is a command. */
    ObjectNode entry(List<String> command) {
        ObjectNode entry = JsonValues.object().put("command", command.get(0));
        command.subList(1, command.size()).forEach(entry.putArray("args")::add);
        return entry;
    }

    /** What is typed. */
    static final class Words implements Iterable<String>, ITypeConverter<McpClient> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }

        @Override
        public McpClient convert(String word) {
            return Stream.of(values())
                    .filter(client -> client.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "expected one of " + String.join(", ", words()) + " but was '" + word + "'"));
        }

        private static List<String> words() {
            return Stream.of(values()).map(McpClient::word).toList();
        }
    }
}
