package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC messages as trees (specification, "Base protocol: Messages"). The envelope is looked into and changed where it must be;
 * what is not known is kept, numbers with all their digits.
 */
public final class JsonRpc {
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    public static final int PARSE_ERROR = -32700;

    private static final int MAX_DEPTH = 128;
    private static final JsonMapper MAPPER = mapper();

    private JsonRpc() {}

    /** What a message is, by its members. */
    public enum Kind {
        REQUEST,
        NOTIFICATION,
        RESPONSE,
        INVALID
    }

    /** The object that {@code json} is, one and nothing after it; empty where it is none. */
    public static Optional<ObjectNode> parse(byte[] json) {
        try {
            return MAPPER.readTree(json) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Whether {@code json}, which may be malformed, begins as an array. */
    public static boolean isArray(byte[] json) {
        for (byte character : json) {
            if (!Character.isWhitespace(character)) {
                return character == '[';
            }
        }
        return false;
    }

    /** {@code message} in one line. */
    public static byte[] bytes(ObjectNode message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** {@code message} in one line of text. */
    public static String text(ObjectNode message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static Kind kind(ObjectNode message) {
        if (!"2.0".equals(message.path("jsonrpc").textValue())) {
            return Kind.INVALID;
        }
        if (message.path("method").isTextual()) {
            JsonNode id = message.get("id");
            if (id == null) {
                return Kind.NOTIFICATION;
            }
            return isId(id) ? Kind.REQUEST : Kind.INVALID;
        }
        return message.has("result") != message.has("error") ? Kind.RESPONSE : Kind.INVALID;
    }

    /** Whether {@code id} may be the id of a request: a string or a whole number, never null. */
    public static boolean isId(JsonNode id) {
        return id.isTextual() || id.isIntegralNumber();
    }

    /** The number that an id or a token of the gateway's own is; empty where it is none. */
    public static OptionalLong ownId(JsonNode id) {
        return id.isIntegralNumber() && id.canConvertToLong() ? OptionalLong.of(id.longValue()) : OptionalLong.empty();
    }

    public static String method(ObjectNode message) {
        return message.path("method").asText();
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ObjectNode request(JsonNode id, String method, @Nullable ObjectNode params) {
        ObjectNode request = object().put("jsonrpc", "2.0");
        request.set("id", id);
        return withParams(request.put("method", method), params);
    }

    public static ObjectNode notification(String method, @Nullable ObjectNode params) {
        return withParams(object().put("jsonrpc", "2.0").put("method", method), params);
    }

    public static ObjectNode result(JsonNode id, ObjectNode result) {
        ObjectNode response = object().put("jsonrpc", "2.0");
        response.set("id", id);
        response.set("result", result);
        return response;
    }

    /** @param id null where the request had none that can be read */
    public static ObjectNode error(@Nullable JsonNode id, int code, String message) {
        ObjectNode response = object().put("jsonrpc", "2.0");
        if (id != null) {
            response.set("id", id);
        }
        response.putObject("error").put("code", code).put("message", message);
        return response;
    }

    /** A message with the members of {@code message} and {@code value} in place of its member {@code name}. */
    public static ObjectNode with(ObjectNode message, String name, JsonNode value) {
        ObjectNode copy = object();
        copy.setAll(message);
        copy.set(name, value);
        return copy;
    }

    private static ObjectNode withParams(ObjectNode message, @Nullable ObjectNode params) {
        if (params != null) {
            message.set("params", params);
        }
        return message;
    }

    private static JsonMapper mapper() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
        return mapper;
    }
}
