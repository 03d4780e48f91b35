package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.http.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Prints data, and nothing else. */
final class Presentation {
    private final GlobalOptions.Output output;
    private final PrintWriter out;

    Presentation(GlobalOptions.Output output, PrintWriter out) {
        this.output = output;
        this.out = out;
    }

    void print(JsonNode data) {
        if (output == GlobalOptions.Output.TABLE) {
            out.print(Table.of(data));
        } else {
            out.print(new String(json(data), StandardCharsets.UTF_8));
        }
        out.flush();
    }

    /** JSON that a person can read, with a line end at its end. */
    static byte[] json(JsonNode data) {
        return json(data, "  ", "\n");
    }

    /** As {@link #json(JsonNode)}, with what a level is indented by and what a line ends in. */
    static byte[] json(JsonNode data, String indent, String lineEnd) {
        DefaultIndenter indenter = new DefaultIndenter(indent, lineEnd);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = StrictJson.mapper().createGenerator(bytes)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(indenter)
                    .withArrayIndenter(indenter));
            json.writeTree(data);
            json.writeRaw(lineEnd);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
