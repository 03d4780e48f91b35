package dev.mcpgateway.client.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;

/** Copies JSON without the spaces in it. Numbers keep their digits: as floating point they could lose some, or become none. */
public final class CompactJson {
    private CompactJson() {}

    /**
     * The one object that a text holds.
     *
     * @throws IllegalArgumentException if it holds something else; the message does not quote it
     */
    public static String object(String text) {
        try (JsonParser parser = Json.parser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("the text is no JSON object");
            }
            String copy = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("the text has something after its JSON object");
            }
            return copy;
        } catch (IOException malformed) {
            throw new IllegalArgumentException("the text is not valid JSON");
        }
    }

    /** The value that begins at the parser's present token; the parser then is at its last. */
    static String value(JsonParser parser) throws IOException {
        StringWriter copy = new StringWriter();
        try (JsonGenerator generator = Json.generator(copy)) {
            int depth = 0;
            do {
                JsonToken token = parser.currentToken();
                if (token == null) {
                    throw new IOException("it ends in the middle");
                }
                if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                    generator.writeNumber(parser.getText());
                } else {
                    generator.copyCurrentEvent(parser);
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0 && parser.nextToken() != null);
        }
        return copy.toString();
    }
}
