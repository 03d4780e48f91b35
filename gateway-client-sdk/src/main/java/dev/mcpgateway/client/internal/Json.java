package dev.mcpgateway.client.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;

/** Opens JSON for reading and for writing. Depth and the length of texts and numbers are bounded, by Jackson's defaults. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static JsonParser parser(byte[] json) throws IOException {
        return FACTORY.createParser(json);
    }

    static JsonParser parser(String json) throws IOException {
        return FACTORY.createParser(json);
    }

    static JsonGenerator generator(OutputStream target) throws IOException {
        return FACTORY.createGenerator(target);
    }

    static JsonGenerator generator(Writer target) throws IOException {
        return FACTORY.createGenerator(target);
    }
}
