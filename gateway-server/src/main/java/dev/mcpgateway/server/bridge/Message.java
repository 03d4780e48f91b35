package dev.mcpgateway.server.bridge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ProtocolException;

/**
 * A JSON-RPC message, which goes on as it came, and what the bridge must know of it. Only the envelope is looked at, so a large
 * message costs one pass and no tree.
 */
final class Message {
    static final String INITIALIZE = "initialize";
    static final String INITIALIZED = "notifications/initialized";
    static final String CANCELLED = "notifications/cancelled";

    private static final String VERSION_CLAIM = "io.modelcontextprotocol/protocolVersion";
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Limits.MESSAGE_BYTES)
                            .build())
                    .build())
            .build();

    private final byte[] bytes;
    private JsonNode id = MissingNode.getInstance();
    private JsonNode cancelled = MissingNode.getInstance();
    private String method = "";
    private String name = "";
    private String claimedVersion = "";
    private boolean isAnswer;

    private Message(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Looks at a message.
     *
     * @throws ProtocolException when it is not one JSON object with a method, a result or an error
     */
    static Message of(byte[] json) throws ProtocolException {
        Message message = new Message(json);
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ProtocolException("it is not a JSON object");
            }
            message.readEnvelope(parser);
            if (parser.nextToken() != null) {
                throw new ProtocolException("there is something behind the JSON object");
            }
        } catch (ProtocolException known) {
            throw known;
        } catch (IOException malformed) {
            // The parser's own words may quote what is secret.
            throw new ProtocolException("it is not valid JSON");
        }
        if (message.method.isEmpty() && !message.isAnswer) {
            throw new ProtocolException("it has neither a method nor a result nor an error");
        }
        return message;
    }

    private void readEnvelope(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "id" -> id = scalar(parser);
                case "method" -> method = text(parser);
                case "result", "error" -> {
                    isAnswer = true;
                    parser.skipChildren();
                }
                case "params" -> readParams(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readParams(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "name", "uri" -> name = text(parser);
                case "requestId" -> cancelled = scalar(parser);
                case "_meta" -> readMeta(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readMeta(JsonParser parser) throws IOException {
        if (!parser.isExpectedStartObjectToken()) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals(VERSION_CLAIM)) {
                claimedVersion = text(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static JsonNode scalar(JsonParser parser) throws IOException {
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
            return MissingNode.getInstance();
        }
        return MAPPER.readTree(parser);
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    /** As it came; not a copy. */
    byte[] bytes() {
        return bytes;
    }

    /** A string or a number where it has one that can be answered. */
    JsonNode id() {
        return id;
    }

    /** Empty for an answer. */
    String method() {
        return method;
    }

    /** The tool, prompt or resource that it is about; empty where it is about none. */
    String name() {
        return name;
    }

    /** The request that it takes back. */
    JsonNode cancelled() {
        return cancelled;
    }

    /** Whether it asks for an answer. */
    boolean isRequest() {
        return !method.isEmpty() && (id.isTextual() || id.isNumber());
    }

    /** Whether it is a request whose id no answer can have. */
    boolean hasUselessId() {
        return !method.isEmpty() && !isRequest() && !id.isMissingNode();
    }

    boolean isAnswerTo(Message request) {
        return isAnswer && method.isEmpty() && id.equals(request.id);
    }

    /** Whether it says that something failed before it was known which request that was. */
    boolean isAnswerToNobody() {
        return isAnswer && method.isEmpty() && (id.isNull() || id.isMissingNode());
    }

    /** The protocol's version that the message itself claims, as those from 2026-07-28 on do; empty for older ones. */
    String claimedVersion() {
        return claimedVersion;
    }

    /** Whether it belongs to no session, since it claims its version itself. */
    boolean isModern() {
        return !claimedVersion.isEmpty();
    }

    /** Whether it does no harm twice, so that it may be sent again where nobody can tell what became of it. */
    boolean isRepeatable() {
        return !isRequest()
                || method.endsWith("/list")
                || switch (method) {
                    case INITIALIZE,
                            "ping",
                            "server/discover",
                            "resources/read",
                            "prompts/get",
                            "completion/complete" -> true;
                    default -> false;
                };
    }
}
