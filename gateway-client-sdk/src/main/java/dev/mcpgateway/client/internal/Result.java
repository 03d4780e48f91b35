package dev.mcpgateway.client.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.model.JsonDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a successful answer gives. */
@FunctionalInterface
public interface Result<T extends @Nullable Object> {

    /** Reads a body, which is the gateway's or is refused with an {@link IOException}. */
    Envelope<T> read(byte[] body) throws IOException;

    /**
     * An answer's body.
     *
     * @param message what the gateway says; empty where there is no envelope
     * @param timestamp when it answered, or null
     */
    record Envelope<T extends @Nullable Object>(
            T data, String message, @Nullable Instant timestamp) {}

    /** {@code data} is an object. */
    static <T> Result<T> of(Class<T> type) {
        return body -> Members.read(body, data -> JsonReader.read(data, type)).whole();
    }

    /** {@code data} is a list. */
    static <T> Result<List<T>> listOf(Class<T> item) {
        return body -> Members.read(body, data -> items(data, item)).whole();
    }

    /** {@code data} is part of a list. */
    static <T> Result<Page<T>> pageOf(Class<T> item) {
        return body -> {
            Members<List<T>> members = Members.read(body, data -> items(data, item));
            Envelope<List<T>> envelope = members.whole();
            return new Envelope<>(
                    new Page<>(envelope.data(), members.nextCursor), envelope.message(), envelope.timestamp());
        };
    }

    /** {@code data} is null. */
    @SuppressWarnings("NullAway") // it does not know that T may be null here
    static Result<@Nullable Void> nothing() {
        return body -> {
            Members<Boolean> members = Members.read(body, data -> {
                data.skipChildren();
                return Boolean.TRUE;
            });
            return new Envelope<>(null, members.message, members.timestamp);
        };
    }

    /** The body is the answer, JSON without an envelope. */
    static Result<JsonDocument> plainJson() {
        return body -> new Envelope<>(JsonDocument.parse(new String(body, StandardCharsets.UTF_8)), "", null);
    }

    /** The body is the answer, as text. */
    static Result<String> text() {
        return body -> new Envelope<>(new String(body, StandardCharsets.UTF_8), "", null);
    }

    private static <T> List<T> items(JsonParser data, Class<T> item) throws IOException {
        if (data.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("data is no list");
        }
        List<T> items = new ArrayList<>();
        while (data.nextToken() != JsonToken.END_ARRAY) {
            items.add(item(data, item, items.size()));
        }
        return List.copyOf(items);
    }

    private static <T> T item(JsonParser data, Class<T> type, int index) throws IOException {
        try {
            T item = JsonReader.read(data, type);
            if (item == null) {
                throw UnfitJsonException.missing();
            }
            return item;
        } catch (UnfitJsonException unfit) {
            throw unfit.under(index);
        }
    }

    /** Reads one value at the parser's current token. */
    @FunctionalInterface
    interface DataReader<D> {
        @Nullable
        D read(JsonParser data) throws IOException;
    }

    /** The envelope's members as they are met; {@code data} is read where it stands and never held as a tree. */
    final class Members<D> {
        private @Nullable D data;
        private String message = "";
        private @Nullable Instant timestamp;
        private @Nullable String nextCursor;
        private boolean isEnvelope;

        private Members() {}

        static <D> Members<D> read(byte[] body, DataReader<D> reader) throws IOException {
            Members<D> members = new Members<>();
            try (JsonParser parser = Json.parser(body)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    throw new IOException("it is no JSON object");
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.readMember(name, parser, reader);
                }
                if (parser.nextToken() != null) {
                    throw new IOException("it has something after its end");
                }
            }
            if (!members.isEnvelope) {
                throw new IOException("it has no data");
            }
            return members;
        }

        private void readMember(String name, JsonParser parser, DataReader<D> reader) throws IOException {
            try {
                take(name, parser, reader);
            } catch (UnfitJsonException unfit) {
                throw unfit.under(name);
            }
        }

        private void take(String name, JsonParser parser, DataReader<D> reader) throws IOException {
            switch (name) {
                case "data" -> {
                    isEnvelope = true;
                    data = parser.currentToken() == JsonToken.VALUE_NULL ? null : reader.read(parser);
                }
                case "message" -> {
                    message = parser.getValueAsString("");
                    parser.skipChildren(); // nothing of a text; of anything else, what could be taken for members
                }
                case "timestamp" -> timestamp = JsonReader.read(parser, Instant.class);
                case "next_cursor" -> {
                    nextCursor = parser.getValueAsString();
                    parser.skipChildren();
                }
                default -> parser.skipChildren();
            }
        }

        Envelope<D> whole() throws IOException {
            if (data == null) {
                throw new IOException("data is null");
            }
            return new Envelope<>(data, message, timestamp);
        }
    }
}
