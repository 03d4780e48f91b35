package dev.mcpgateway.server.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.document.DocumentException;
import dev.mcpgateway.server.document.EntityForm;
import dev.mcpgateway.server.document.GatewayDocument;
import dev.mcpgateway.server.document.KeyForm;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.Change.ConfigDeleted;
import dev.mcpgateway.server.domain.Change.ConfigSaved;
import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.KeyHashed;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.MemberAdded;
import dev.mcpgateway.server.domain.Change.MemberRemoved;
import dev.mcpgateway.server.domain.Change.ProjectDeleted;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserDeleted;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The changes of one commit as one line of JSON: a list of objects, each with {@code change} and what that kind needs. A
 * record has the documented form that the configuration file gives it. A key that waits for its hash is written with an
 * empty one: the configuration file that the journal continues has the key.
 */
final class ChangeCodec {
    static final String CHANGE = "change";
    static final String VALUE = "value";

    /** The kinds of changes whose value is a document with settings in it. */
    static final Set<String> DOCUMENTS = Set.of("settings_saved", "state_replaced");

    private static final String ID = "id";
    private static final String PROJECT = "project_id";
    private static final String USER = "user_id";
    private static final String UNHASHED = "unhashed_keys";

    /** What is read was written here and has a checksum: it is as deep and as long as it needs to be. */
    private static final StreamReadConstraints NO_LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(1000)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(Integer.MAX_VALUE)
            .maxNumberLength(Integer.MAX_VALUE)
            .build();

    private static final ClearKeys NO_CLEAR_KEYS = new ClearKeys() {
        @Override
        public String keyId(Secret key) {
            throw new IllegalStateException("a key in clear in the journal");
        }

        @Override
        public KeyCredential credential(Secret key) {
            throw new IllegalStateException("a key in clear in the journal");
        }

        @Override
        public KeyCredential unhashed(Secret key) {
            throw new IllegalStateException("a key in clear in the journal");
        }
    };

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    static {
        MAPPER.getFactory().setStreamReadConstraints(NO_LIMITS);
    }

    void write(List<Change> changes, OutputStream out) throws IOException {
        try (JsonGenerator generator = MAPPER.createGenerator(out)) {
            generator.writeStartArray();
            for (Change change : changes) {
                generator.writeStartObject();
                write(change, generator);
                generator.writeEndObject();
            }
            generator.writeEndArray();
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws DocumentException when it is no such thing
     */
    List<Change> read(byte[] json, int offset, int length) throws IOException, DocumentException {
        List<Change> changes = new ArrayList<>();
        for (JsonNode node : MAPPER.readTree(json, offset, length)) {
            if (!(node instanceof ObjectNode object)) {
                throw new DocumentException("is not a list of changes");
            }
            changes.add(read(object));
        }
        return changes;
    }

    private void write(Change change, JsonGenerator out) throws IOException {
        if (change instanceof ConfigSaved c) {
            saved(out, "config_saved", c.config().id(), EntityForm.writeConfig(c.config()));
        } else if (change instanceof ConfigDeleted c) {
            kind(out, "config_deleted", ID, c.configId());
        } else if (change instanceof ProjectSaved c) {
            saved(out, "project_saved", c.project().id(), EntityForm.writeProject(c.project(), List.of()));
        } else if (change instanceof ProjectDeleted c) {
            kind(out, "project_deleted", ID, c.projectId());
        } else if (change instanceof UserSaved c) {
            saved(out, "user_saved", c.user().id(), EntityForm.writeUser(c.user()));
        } else if (change instanceof UserDeleted c) {
            kind(out, "user_deleted", ID, c.userId());
        } else if (change instanceof MemberAdded c) {
            kind(out, "member_added", PROJECT, c.projectId());
            out.writeStringField(USER, c.userId());
        } else if (change instanceof MemberRemoved c) {
            kind(out, "member_removed", PROJECT, c.projectId());
            out.writeStringField(USER, c.userId());
        } else if (change instanceof KeySaved c) {
            saved(out, "key_saved", c.key().id(), KeyForm.write(c.key()));
        } else if (change instanceof KeyDeleted c) {
            kind(out, "key_deleted", ID, c.keyId());
        } else if (change instanceof KeyHashed c) {
            kind(out, "key_hashed", ID, c.keyId());
            out.writeStringField("lookup", c.credential().lookup());
            out.writeStringField("hash", c.credential().hash());
            out.writeStringField("mask", c.credential().mask());
            out.writeBooleanField("legacy", c.credential().legacy());
        } else if (change instanceof SettingsSaved c) {
            out.writeStringField(CHANGE, "settings_saved");
            out.writeFieldName(VALUE);
            MAPPER.writeTree(out, GatewayDocument.tree(GatewayState.EMPTY.after(List.of(c), 0)));
        } else if (change instanceof StateReplaced c) {
            replaced(out, c.state());
        } else {
            throw new IllegalStateException("unknown change " + change.getClass());
        }
    }

    private Change read(ObjectNode node) throws DocumentException {
        String kind = text(node, CHANGE);
        return switch (kind) {
            case "config_saved" -> new ConfigSaved(entity(node, EntityForm::readConfig));
            case "config_deleted" -> new ConfigDeleted(text(node, ID));
            case "project_saved" -> new ProjectSaved(entity(node, EntityForm::readProjectAlone));
            case "project_deleted" -> new ProjectDeleted(text(node, ID));
            case "user_saved" -> new UserSaved(entity(node, EntityForm::readUser));
            case "user_deleted" -> new UserDeleted(text(node, ID));
            case "member_added" -> new MemberAdded(text(node, PROJECT), text(node, USER));
            case "member_removed" -> new MemberRemoved(text(node, PROJECT), text(node, USER));
            case "key_saved" -> new KeySaved(entity(node, KeyForm::read));
            case "key_deleted" -> new KeyDeleted(text(node, ID));
            case "key_hashed" -> new KeyHashed(text(node, ID), credential(node));
            case "settings_saved" -> new SettingsSaved(document(node).settings());
            case "state_replaced" -> new StateReplaced(withUnhashedKeys(document(node), node));
            default -> throw new DocumentException("has a change of an unknown kind");
        };
    }

    private static void kind(JsonGenerator out, String kind, String name, String id) throws IOException {
        out.writeStringField(CHANGE, kind);
        out.writeStringField(name, id);
    }

    private void saved(JsonGenerator out, String kind, String id, ObjectNode value) throws IOException {
        kind(out, kind, ID, id);
        out.writeFieldName(VALUE);
        MAPPER.writeTree(out, value);
    }

    /** A key that waits for its hash stands apart, without one: no document has such a key. */
    private void replaced(JsonGenerator out, GatewayState state) throws IOException {
        ObjectNode document = GatewayDocument.tree(state);
        ObjectNode unhashed = MAPPER.createObjectNode();
        for (ApiKey key : state.unhashedKeys()) {
            unhashed.set(key.id(), ((ObjectNode) document.get("apikeys")).remove(key.id()));
        }
        out.writeStringField(CHANGE, "state_replaced");
        out.writeFieldName(VALUE);
        MAPPER.writeTree(out, document);
        if (!unhashed.isEmpty()) {
            out.writeFieldName(UNHASHED);
            MAPPER.writeTree(out, unhashed);
        }
    }

    private static GatewayState withUnhashedKeys(GatewayState state, ObjectNode node) throws DocumentException {
        List<Change> keys = new ArrayList<>();
        List<FieldProblem> problems = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : node.path(UNHASHED).properties()) {
            if (entry.getValue() instanceof ObjectNode key) {
                keys.add(new KeySaved(KeyForm.read(entry.getKey(), key, UNHASHED, problems)));
            }
        }
        if (!problems.isEmpty()) {
            throw new DocumentException(problems);
        }
        return keys.isEmpty() ? state : state.after(keys, state.seq());
    }

    private static KeyCredential credential(ObjectNode node) throws DocumentException {
        return new KeyCredential(
                text(node, "lookup"),
                text(node, "hash"),
                text(node, "mask"),
                node.path("legacy").booleanValue());
    }

    private static GatewayState document(ObjectNode node) throws DocumentException {
        return GatewayDocument.read(value(node), NO_CLEAR_KEYS).state();
    }

    private static <E> E entity(ObjectNode node, EntityReader<E> reader) throws DocumentException {
        List<FieldProblem> problems = new ArrayList<>();
        E entity = reader.read(text(node, ID), value(node), VALUE, problems);
        if (!problems.isEmpty()) {
            throw new DocumentException(problems);
        }
        return entity;
    }

    private static ObjectNode value(ObjectNode node) throws DocumentException {
        if (node.get(VALUE) instanceof ObjectNode value) {
            return value;
        }
        throw new DocumentException("has a change without its value");
    }

    private static String text(ObjectNode node, String name) throws DocumentException {
        JsonNode member = node.get(name);
        if (member == null || !member.isTextual()) {
            throw new DocumentException("has a change without its " + name);
        }
        return member.textValue();
    }

    @FunctionalInterface
    private interface EntityReader<E> {
        E read(String id, ObjectNode node, String path, List<FieldProblem> problems);
    }
}
