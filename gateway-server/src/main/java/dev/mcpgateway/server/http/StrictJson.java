package dev.mcpgateway.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * JSON of request bodies, read strictly (RFC 8259, and I-JSON, RFC 7493, where that is stricter): what two readers
 * could take in two ways is refused.
 */
public final class StrictJson {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 400;
    private static final int MAX_EXPONENT = 400;
    private static final int MAX_NAME_LENGTH = 4096;
    private static final int MAX_STRING_LENGTH = 64 << 20;

    private static final CoercionAction FAIL = CoercionAction.Fail;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxStringLength(MAX_STRING_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(CoercionInputShape.Integer, FAIL)
                    .setCoercion(CoercionInputShape.Float, FAIL)
                    .setCoercion(CoercionInputShape.Boolean, FAIL))
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private StrictJson() {}

    /** The mapper of every body, request or answer; shared, so not to be reconfigured. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /**
     * Parses a body.
     *
     * @throws HttpException {@link HttpException.Kind#INVALID_JSON} if it is not one JSON text in UTF-8 without a
     *     byte order mark, has a duplicate key, data behind it, more than 64 levels, a lone surrogate (also an
     *     escaped one) or an overlong name, string or number; {@link HttpException.Kind#BAD_REQUEST} if it is not an
     *     object or a number's exponent is absurd
     */
    public static ObjectNode parse(byte[] body) {
        JsonNode tree;
        try {
            tree = MAPPER.readTree(decode(body));
        } catch (NumberFormatException e) {
            // Jackson lets it through for an exponent that is no int.
            throw HttpException.badRequest("body", "The exponent of a number is out of range.");
        } catch (JsonProcessingException e) {
            throw HttpException.invalidJson("The body is not valid JSON: " + reason(e));
        }
        if (tree == null || tree.isMissingNode()) {
            throw HttpException.invalidJson("The body is empty.");
        }
        checkNode("body", tree);
        if (!(tree instanceof ObjectNode object)) {
            throw HttpException.badRequest("body must be a JSON object");
        }
        return object;
    }

    /** Strictly, and before Jackson sees it, as Jackson would take UTF-16 and UTF-32 as well. */
    private static String decode(byte[] body) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw HttpException.invalidJson("The body is not UTF-8.");
        }
        if (text.startsWith("\uFEFF")) {
            throw HttpException.invalidJson("The body starts with a byte order mark.");
        }
        return text;
    }

    /** Where, and never what: the parser's own message quotes the body, which may hold secrets. */
    private static String reason(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "it cannot be parsed." : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
    }

    /** Recursion is safe here: the parser has bounded the depth. */
    private static void checkNode(String field, JsonNode node) {
        if (node.isTextual()) {
            checkText(node.textValue());
        } else if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_EXPONENT) {
            throw HttpException.badRequest(field, "The exponent of a number is out of range.");
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                checkText(entry.getKey());
                checkNode(entry.getKey(), entry.getValue());
            }
        } else {
            for (JsonNode element : node) {
                checkNode(field, element);
            }
        }
    }

    private static void checkText(String text) {
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            // A pair has become one code point, so a surrogate that is left stands alone.
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                throw HttpException.invalidJson("The body holds a lone surrogate.");
            }
        }
    }
}
