package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.http.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands in this process as a user runs them in a folder, with a configuration file of their own. */
final class Cli {
    private final Path folder;
    private final Map<String, String> variables = new HashMap<>();
    private String input = "";
    private boolean isTerminal;

    private Cli(Path folder) {
        this.folder = folder;
    }

    /** In {@code folder}, which is the user's home too, on the file {@code config.json} in it. */
    static Cli in(Path folder) {
        return new Cli(folder)
                .with("HOME", folder.toString())
                .with("MCP_GATEWAY_CONFIG", folder.resolve("config.json").toString());
    }

    /** As {@link #in}, with the default configuration made. */
    static Cli configured(Path folder) {
        Cli cli = in(folder);
        cli.run("generate-config").expect(0);
        return cli;
    }

    Cli with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Cli without(String variable) {
        variables.remove(variable);
        return this;
    }

    Cli withInput(String text) {
        input = text;
        return this;
    }

    Cli onTerminal() {
        isTerminal = true;
        return this;
    }

    Path config() {
        return folder.resolve("config.json");
    }

    Path folder() {
        return folder;
    }

    /** Runs the command of a line whose words are parted by spaces; quotes keep a word together, as in a shell. */
    Ended line(String line) {
        return run(words(line).toArray(String[]::new));
    }

    Ended run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(surroundings(out, err), args);
        return new Ended(String.join(" ", args), exitCode, out.toString(), err.toString());
    }

    /** What a command would find. */
    Surroundings surroundings() {
        return surroundings(new StringWriter(), new StringWriter());
    }

    private Surroundings surroundings(StringWriter out, StringWriter err) {
        return new Surroundings(
                Map.copyOf(variables),
                folder,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                isTerminal);
    }

    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean isWord = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                isWord = true;
            } else if (c == quote) {
                quote = 0;
            } else if (c == ' ' && quote == 0) {
                if (isWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                isWord = false;
            } else {
                word.append(c);
                isWord = true;
            }
        }
        if (isWord) {
            words.add(word.toString());
        }
        return words;
    }

    /** What a command said. */
    record Ended(String command, int exitCode, String out, String err) {
        Ended expect(int code) {
            assertEquals(code, exitCode, this.toString());
            return this;
        }

        /** Standard output, which is to be JSON and nothing else. */
        JsonNode json() {
            try {
                return StrictJson.mapper().readTree(out);
            } catch (IOException malformed) {
                throw new AssertionError(toString(), malformed);
            }
        }
    }
}
