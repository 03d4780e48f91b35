package dev.mcpgateway.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.testing.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a body can be that no operation takes, and what of a good body can be spoiled, field by field. */
final class BadBodies {
    private static final Map<FieldValue, List<String>> WRONG = Map.of(
            FieldValue.TEXT, List.of("1", "1.5", "true", "[]", "{}", "[\"x\"]"),
            FieldValue.SECRET, List.of("1", "true", "[]", "{}"),
            FieldValue.FLAG, List.of("\"true\"", "1", "0", "[]", "{}", "\"\""),
            FieldValue.WHOLE_NUMBER, List.of("\"1\"", "1.5", "true", "[]", "{}", "1e40", "99999999999999999999"),
            FieldValue.NUMBER, List.of("\"1\"", "true", "[]", "{}"),
            FieldValue.TEXTS, List.of("\"x\"", "1", "{}", "[1]", "[null]", "[\"x\", []]"),
            FieldValue.SECRETS, List.of("\"x\"", "1", "[]", "{\"a\": 1}", "{\"a\": null}", "{\"a\": {}}"),
            FieldValue.OBJECT, List.of("\"x\"", "1", "true", "[]", "[{}]"),
            FieldValue.MOMENT, List.of("1", "\"tomorrow\"", "\"2026-13-01T00:00:00\"", "[]", "{}"),
            FieldValue.CHOICE, List.of("\"no such choice\"", "1", "[]", "{}"));

    private BadBodies() {}

    /**
     * A spoiled body.
     *
     * @param field what the answer has to name, or null where the body as a whole is wrong
     */
    @SuppressWarnings("ArrayRecordComponent") // they are not compared
    record BadBody(String name, byte[] bytes, @Nullable String field) {}

    /** Bodies that are not one JSON text: {@code INVALID_JSON}. */
    static List<BadBody> notJson() {
        return List.of(
                whole("an open brace", "{\"a\": "),
                whole("no quotes", "{a: 1}"),
                whole("a comment", "{} // done"),
                whole("a duplicate key", "{\"a\": 1, \"a\": 1}"),
                whole("a duplicate key further in", "{\"a\": {\"b\": 1, \"b\": 2}}"),
                whole("trailing data", "{} {}"),
                whole("a trailing comma", "{\"a\": 1,}"),
                whole("65 levels", "{\"a\": ".repeat(65) + "1" + "}".repeat(65)),
                whole("a deep list", "{\"a\": " + "[".repeat(5000) + "]".repeat(5000) + "}"),
                whole("an escaped lone surrogate", "{\"a\": \"\\ud800\"}"),
                whole("an escaped lone surrogate in a name", "{\"\\udc00\": 1}"),
                whole("NaN", "{\"a\": NaN}"),
                whole("a leading zero", "{\"a\": 01}"),
                whole("a raw control character", "{\"a\": \"\u0001\"}"),
                whole("blanks alone", "  "),
                new BadBody("an invalid UTF-8 byte", new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, null),
                new BadBody("an encoded surrogate", bytes("{\"a\": \"", 0xed, 0xa0, 0x80, "\"}"), null),
                new BadBody("an overlong encoding", bytes("{\"a\": \"", 0xc0, 0xaf, "\"}"), null),
                new BadBody("UTF-16", "{\"a\": 1}".getBytes(StandardCharsets.UTF_16), null));
    }

    /** Bodies that are JSON and no object: {@code INVALID_REQUEST}. */
    static List<BadBody> noObjects() {
        return List.of(
                whole("a list", "[]"),
                whole("a string", "\"text\""),
                whole("a number", "1"),
                whole("null", "null"),
                whole("true", "true"));
    }

    /** The good body with one field of another type, with NUL in it, or without it where it is required. */
    static List<BadBody> spoiled(Operation<?, ?> operation, @Nullable String good) {
        List<BadBody> bodies = new ArrayList<>();
        for (InputField field : InputField.of(operation)) {
            if (!field.isInBody()) {
                continue;
            }
            FieldValue kind = FieldValue.of(field.type());
            for (String wrong : WRONG.getOrDefault(kind, List.of())) {
                bodies.add(with(good, field.name(), wrong));
            }
            nul(kind).forEach(wrong -> bodies.add(with(good, field.name(), wrong)));
            if (field.isRequired()) {
                ObjectNode without = body(good);
                without.remove(field.name());
                bodies.add(new BadBody(field.name() + " is missing", bytes(without.toString()), field.name()));
                bodies.add(with(good, field.name(), "null"));
            }
        }
        return bodies;
    }

    private static List<String> nul(FieldValue kind) {
        return switch (kind) {
            case TEXT, SECRET -> List.of("\"a\\u0000b\"");
            case TEXTS -> List.of("[\"a\\u0000b\"]");
            case SECRETS -> List.of("{\"a\": \"\\u0000\"}");
            case OBJECT -> List.of("{\"a\": \"\\u0000\"}", "{\"a\": [{\"b\\u0000\": 1}]}");
            case FLAG, WHOLE_NUMBER, NUMBER, MOMENT, CHOICE -> List.of();
        };
    }

    private static BadBody with(@Nullable String good, String field, String value) {
        ObjectNode body = body(good);
        body.set(field, json(value));
        return new BadBody(field + " = " + value, bytes(body.toString()), field);
    }

    private static ObjectNode body(@Nullable String good) {
        return good == null ? Exchange.JSON.createObjectNode() : Outgoing.parsed(good);
    }

    private static JsonNode json(String text) {
        return Outgoing.parsed("{\"v\": " + text + "}").get("v");
    }

    private static BadBody whole(String name, String text) {
        return new BadBody(name, bytes(text), null);
    }

    private static byte[] bytes(Object... parts) {
        var out = new java.io.ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Integer octet) {
                out.write(octet);
            } else {
                out.writeBytes(part.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
