package dev.mcpgateway.client.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.model.JsonDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of answers. Each begins at the parser's present token, and leaves the parser at its last. Fields that a record does not have are
 * passed over; of fields that come twice the later counts.
 */
final class JsonReader {
    private JsonReader() {}

    /** A value of the class {@code type}, which has no type arguments; null is read as null. */
    static <T> @Nullable T read(JsonParser parser, Class<T> type) throws IOException {
        return type.cast(value(parser, JsonType.of(type)));
    }

    private static @Nullable Object value(JsonParser parser, JsonType type) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (type.kind()) {
            case TEXT -> text(parser);
            case NUMBER -> number(parser);
            case LONG -> wide(parser);
            case DECIMAL -> decimal(parser);
            case FLAG -> flag(parser);
            case TIME -> WireTime.parse(text(parser));
            case SECRET -> Secret.of(text(parser));
            case WORD -> RecordShape.of(type.type()).make(new @Nullable Object[] {text(parser)});
            case RECORD -> record(parser, RecordShape.of(type.type()));
            case LIST -> list(parser, Objects.requireNonNull(type.element()));
            case MAP -> map(parser, Objects.requireNonNull(type.element()));
            case DOCUMENT -> document(parser);
            case ANYTHING -> PlainJson.value(parser);
        };
    }

    /** A number or a boolean is taken as it is written. */
    private static String text(JsonParser parser) throws IOException {
        String text = parser.getValueAsString();
        if (text == null) {
            throw UnfitJsonException.ofAnotherKind();
        }
        return text;
    }

    private static Object number(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw UnfitJsonException.ofAnotherKind();
        }
        try {
            return parser.getDecimalValue().intValueExact();
        } catch (ArithmeticException tooMuch) {
            throw UnfitJsonException.ofAnotherKind(); // it has a fraction, or is beyond what an int holds
        }
    }

    private static Object wide(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw UnfitJsonException.ofAnotherKind();
        }
        try {
            return parser.getDecimalValue().longValueExact();
        } catch (ArithmeticException tooMuch) {
            throw UnfitJsonException.ofAnotherKind(); // it has a fraction, or is beyond what a long holds
        }
    }

    private static Object decimal(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            throw UnfitJsonException.ofAnotherKind();
        }
        return parser.getDecimalValue().doubleValue();
    }

    private static Object flag(JsonParser parser) throws IOException {
        if (!parser.currentToken().isBoolean()) {
            throw UnfitJsonException.ofAnotherKind();
        }
        return parser.getBooleanValue();
    }

    private static Object record(JsonParser parser, RecordShape shape) throws IOException {
        require(parser, JsonToken.START_OBJECT);
        @Nullable Object[] values = new @Nullable Object[shape.size()];
        int next = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            int index = shape.indexOf(name, next);
            parser.nextToken();
            if (index < 0) {
                parser.skipChildren();
            } else {
                values[index] = member(parser, name, shape.type(index));
                next = index + 1;
            }
        }
        return shape.make(values);
    }

    private static @Nullable Object member(JsonParser parser, String name, JsonType type) throws IOException {
        try {
            return value(parser, type);
        } catch (UnfitJsonException unfit) {
            throw unfit.under(name);
        }
    }

    private static List<@Nullable Object> list(JsonParser parser, JsonType element) throws IOException {
        require(parser, JsonToken.START_ARRAY);
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            try {
                list.add(value(parser, element));
            } catch (UnfitJsonException unfit) {
                throw unfit.under(list.size());
            }
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(JsonParser parser, JsonType element) throws IOException {
        require(parser, JsonToken.START_OBJECT);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            map.put(name, member(parser, name, element));
        }
        return map;
    }

    private static JsonDocument document(JsonParser parser) throws IOException {
        require(parser, JsonToken.START_OBJECT);
        return JsonDocument.parse(CompactJson.value(parser));
    }

    private static void require(JsonParser parser, JsonToken token) throws UnfitJsonException {
        if (parser.currentToken() != token) {
            throw UnfitJsonException.ofAnotherKind();
        }
    }
}
