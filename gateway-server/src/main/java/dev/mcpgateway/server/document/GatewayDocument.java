package dev.mcpgateway.server.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.domain.User;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The whole state in its documented form (contract: rest-api.md, "Configuration file"): {@code {admin_apikey,
 * common_mcp_gateway_config, plugins, mcp_configs, projects, users, apikeys, gateway}}. It is read and written entry by
 * entry, so that its size is bounded by the disk alone.
 */
public final class GatewayDocument {
    /** The form's version; a file of a later one is not touched. */
    public static final int FORMAT_VERSION = 1;

    private static final int MAX_DEPTH = 200;
    private static final int MAX_STRING = 64 * 1024 * 1024;

    /** So many bytes tell UTF-8, UTF-16 and UTF-32 apart. */
    private static final int ENCODING_SHOWS = 4;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxStringLength(MAX_STRING)
            .build();

    /** Names are not interned: most of a large file's are ids, and each would stay in the virtual machine's own table. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(LIMITS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * Makes parsers that do not look for a name among earlier ones either: a table of a hundred thousand ids, each of which
     * comes once, took a fifth of all memory that a start allocated. It leaves decoding to a reader, see {@link #parser}.
     */
    private static final JsonFactory TEXT_PARSERS = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(LIMITS)
            .build();

    private GatewayDocument() {}

    /**
     * Reads a document.
     *
     * @param clearKeys replaces the keys that the document holds in clear
     * @throws DocumentException when it is not JSON, or not of this form
     */
    public static DocumentContent read(InputStream in, ClearKeys clearKeys) throws IOException, DocumentException {
        DocumentBuilder content = new DocumentBuilder(clearKeys);
        try (JsonParser parser = parser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new DocumentException("is not a JSON object");
            }
            Set<String> names = new HashSet<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                readMember(parser, newName(parser, names), content);
            }
            if (parser.nextToken() != null) {
                throw new DocumentException("has something after its end");
            }
        } catch (JsonProcessingException malformed) {
            // Jackson has no type for it, and its message may quote the name.
            boolean isDuplicate = malformed.getOriginalMessage().startsWith("Duplicate");
            throw new DocumentException((isDuplicate ? "has a name twice in one object" : "is not valid JSON")
                    + " at line " + malformed.getLocation().getLineNr() + ", column "
                    + malformed.getLocation().getColumnNr());
        } catch (NumberFormatException beyondAll) {
            // Jackson lets it through for an exponent that is no int.
            throw new DocumentException("has a number whose exponent is out of range");
        } catch (CharConversionException | CharacterCodingException notText) {
            throw new DocumentException("is not valid JSON: it is no text in UTF-8");
        }
        return content.build();
    }

    /**
     * What begins as ASCII is UTF-8; the rest is left to the library, which finds out the encoding of what begins with a mark
     * or with zeros.
     */
    private static JsonParser parser(InputStream in) throws IOException {
        PushbackInputStream whole = new PushbackInputStream(in, ENCODING_SHOWS);
        byte[] start = whole.readNBytes(ENCODING_SHOWS);
        whole.unread(start);
        for (byte one : start) {
            if (one <= 0) {
                return MAPPER.createParser(whole);
            }
        }
        return TEXT_PARSERS.createParser(new InputStreamReader(whole, StandardCharsets.UTF_8.newDecoder()));
    }

    /** Reads a document that is part of a larger one. */
    public static DocumentContent read(ObjectNode node, ClearKeys clearKeys) throws DocumentException {
        DocumentBuilder content = new DocumentBuilder(clearKeys);
        node.properties().forEach(member -> {
            if (DocumentBuilder.MAPS.contains(member.getKey()) && member.getValue() instanceof ObjectNode map) {
                map.properties().forEach(entry -> content.entry(member.getKey(), entry.getKey(), entry.getValue()));
            } else {
                content.member(member.getKey(), member.getValue());
            }
        });
        return content.build();
    }

    /** Writes {@code state} as the configuration file, its sequence number included. */
    public static void write(GatewayState state, OutputStream out) throws IOException {
        try (JsonGenerator generator = MAPPER.createGenerator(out).useDefaultPrettyPrinter()) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            write(state, true, generator);
            generator.writeRaw('\n');
        }
    }

    /** The document of {@code state} as a tree, without a sequence number: for backups. */
    public static ObjectNode tree(GatewayState state) {
        try (TokenBuffer buffer = new TokenBuffer(MAPPER, false)) {
            write(state, false, buffer);
            try (JsonParser parser = buffer.asParser()) {
                return MAPPER.readTree(parser);
            }
        } catch (IOException unexpected) {
            throw new IllegalStateException("a tree in memory could not be written", unexpected);
        }
    }

    private static void readMember(JsonParser parser, String name, DocumentBuilder content) throws IOException {
        parser.nextToken();
        if (DocumentBuilder.MAPS.contains(name) && parser.currentToken() == JsonToken.START_OBJECT) {
            Set<String> ids = new HashSet<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String id = newName(parser, ids);
                parser.nextToken();
                content.entry(name, id, MAPPER.readTree(parser));
            }
        } else {
            content.member(name, MAPPER.<JsonNode>readTree(parser));
        }
    }

    /** The mapper tells of equal names in the trees that it reads, and this of those around them. */
    private static String newName(JsonParser parser, Set<String> names) throws IOException {
        String name = parser.currentName();
        if (!names.add(name)) {
            throw new JsonParseException(parser, "Duplicate");
        }
        return name;
    }

    private static void write(GatewayState state, boolean withSeq, JsonGenerator out) throws IOException {
        Settings settings = state.settings();
        out.writeStartObject();
        if (settings.adminKey() != null) {
            out.writeStringField(DocumentBuilder.ADMIN_KEY, settings.adminKey().reveal());
        }
        writeTree(out, "common_mcp_gateway_config", JsonValues.node(settings.common()));
        writeTree(out, "plugins", JsonValues.node(settings.plugins()));
        out.writeObjectFieldStart("mcp_configs");
        for (McpConfig config : state.configs()) {
            writeTree(out, config.id(), EntityForm.writeConfig(config));
        }
        out.writeEndObject();
        out.writeObjectFieldStart("projects");
        for (Project project : state.projects()) {
            List<String> members = state.membersOf(project.id()).map(User::id).toList();
            writeTree(out, project.id(), EntityForm.writeProject(project, members));
        }
        out.writeEndObject();
        out.writeObjectFieldStart("users");
        for (User user : state.users()) {
            writeTree(out, user.id(), EntityForm.writeUser(user));
        }
        out.writeEndObject();
        out.writeObjectFieldStart("apikeys");
        for (ApiKey key : state.keys()) {
            writeTree(out, key.id(), KeyForm.write(key));
        }
        out.writeEndObject();
        writeTree(out, "gateway", gatewaySection(state, withSeq));
        for (var member : JsonValues.node(settings.extra()).properties()) {
            if (!isWritten(member.getKey(), settings)) {
                writeTree(out, member.getKey(), member.getValue());
            }
        }
        out.writeEndObject();
    }

    /** Whether something else than what was kept has the name. What a file had in place of an admin key ends with a real one. */
    private static boolean isWritten(String name, Settings settings) {
        return name.equals(DocumentBuilder.ADMIN_KEY)
                ? settings.adminKey() != null
                : DocumentBuilder.MAPS.contains(name) || DocumentBuilder.SECTIONS.contains(name);
    }

    private static ObjectNode gatewaySection(GatewayState state, boolean withSeq) {
        ObjectNode gateway = JsonValues.object();
        gateway.put(DocumentBuilder.FORMAT, FORMAT_VERSION);
        if (withSeq) {
            gateway.put(DocumentBuilder.SEQ, state.seq());
        }
        Attributes settings = state.settings().gateway();
        for (String own : DocumentBuilder.OWN) {
            settings = settings.without(own);
        }
        gateway.setAll(JsonValues.node(settings));
        if (state.endedKeys().size() > 0) {
            var ended = gateway.putArray(DocumentBuilder.ENDED_KEYS);
            state.endedKeys().forEach((id, yes) -> ended.add(id));
        }
        return gateway;
    }

    private static void writeTree(JsonGenerator out, String name, JsonNode node) throws IOException {
        out.writeFieldName(name);
        MAPPER.writeTree(out, node);
    }
}
