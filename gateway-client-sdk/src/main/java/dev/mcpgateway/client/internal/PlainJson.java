package dev.mcpgateway.client.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, strings, numbers, booleans and nulls; a number with a fraction is a {@link java.math.BigDecimal}. */
public final class PlainJson {
    private PlainJson() {}

    /** The members of the one object that a text holds, the later one of two with the same name. */
    public static Map<String, @Nullable Object> members(String json) throws IOException {
        try (JsonParser parser = Json.parser(json)) {
            parser.nextToken();
            return object(parser);
        }
    }

    /** The value that a body begins with; null also where it holds nothing. */
    static @Nullable Object first(byte[] body) throws IOException {
        try (JsonParser parser = Json.parser(body)) {
            return parser.nextToken() == null ? null : value(parser);
        }
    }

    /** The value that begins at the parser's present token; the parser then is at its last. */
    static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return items;
    }
}
