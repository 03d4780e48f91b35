package dev.mcpgateway.server.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.GivenSettings;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.domain.User;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a document's members in any order and puts the state together from them. */
final class DocumentBuilder {
    static final Set<String> MAPS = Set.of("mcp_configs", "projects", "users", "apikeys");
    static final Set<String> SECTIONS = Set.of("common_mcp_gateway_config", "plugins", "gateway");
    static final String ADMIN_KEY = "admin_apikey";
    static final String FORMAT = "format_version";
    static final String SEQ = "seq";
    static final String ENDED_KEYS = "ended_api_keys";

    /** The members of the gateway's section that are no settings. */
    static final List<String> OWN = List.of(FORMAT, SEQ, ENDED_KEYS);

    /** No gateway ever counts that far; from there on commits have room to count. */
    private static final long LARGEST_SEQ = Long.MAX_VALUE / 2;

    private final ClearKeys clearKeys;
    private final List<FieldProblem> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<McpConfig> configs = new ArrayList<>();
    private final Map<String, Project> projects = new LinkedHashMap<>();
    private final Map<String, List<String>> usersByProject = new HashMap<>();
    private final Map<String, User> users = new LinkedHashMap<>();
    private final List<ApiKey> keys = new ArrayList<>();
    private final List<String> endedKeys = new ArrayList<>();
    private @Nullable Secret adminKey;
    private Attributes common = Attributes.EMPTY;
    private Attributes plugins = Attributes.EMPTY;
    private Attributes gateway = Attributes.EMPTY;
    private Attributes extra = Attributes.EMPTY;
    private OptionalLong seq = OptionalLong.empty();
    private boolean isOwn;
    private int clearKeyCount;

    DocumentBuilder(ClearKeys clearKeys) {
        this.clearKeys = clearKeys;
    }

    /** A member of the document that is not one of {@link #MAPS}, or is one and not an object. */
    void member(String name, JsonNode value) {
        switch (name) {
            case ADMIN_KEY -> adminKey(value);
            case "common_mcp_gateway_config" -> common = attributes(name, value);
            case "plugins" -> plugins = attributes(name, value);
            case "gateway" -> gateway(attributes(name, value));
            default -> {
                if (!MAPS.contains(name)) {
                    extra = extra.with(name, JsonValues.value(value));
                } else if (!value.isNull()) {
                    problems.add(new FieldProblem(name, "must be an object"));
                }
            }
        }
    }

    /** An entry of one of {@link #MAPS}. */
    void entry(String map, String id, JsonNode value) {
        // What has another form than an id may be a key in clear.
        String path = map.equals("apikeys") && !StoredHash.isKeyId(id) ? "apikeys[…]" : map + "." + id;
        if (!(value instanceof ObjectNode node)) {
            problems.add(new FieldProblem(path, "must be an object"));
            return;
        }
        switch (map) {
            case "mcp_configs" -> configs.add(EntityForm.readConfig(id, node, path, problems));
            case "projects" -> {
                projects.put(id, EntityForm.readProject(id, node, path, problems));
                usersByProject.put(id, EntityForm.members(node, path, problems));
            }
            case "users" -> users.put(id, EntityForm.readUser(id, node, path, problems));
            default -> keys.add(key(id, node, path));
        }
    }

    DocumentContent build() throws DocumentException {
        if (clearKeyCount > 0) {
            findTwins();
        }
        if (!problems.isEmpty()) {
            throw new DocumentException(problems);
        }
        Settings settings = new Settings(adminKey, common, plugins, gateway, extra);
        Map<String, List<User>> members = new HashMap<>();
        List<Project> whole = new ArrayList<>();
        projects.forEach((id, project) -> {
            List<User> known = new ArrayList<>();
            List<String> strangers = new ArrayList<>();
            for (String userId : usersByProject.getOrDefault(id, List.of())) {
                User user = users.get(userId);
                if (user == null) {
                    strangers.add(userId);
                } else {
                    known.add(user);
                }
            }
            members.put(id, known);
            whole.add(EntityForm.withStrangers(project, strangers));
        });
        GatewayState state = GatewayState.of(settings, configs, whole, users.values(), members, keys)
                .replacedAt(seq.orElse(0))
                .withEndedKeys(endedKeys);
        return new DocumentContent(state, seq, isOwn, clearKeyCount, List.copyOf(warnings));
    }

    /** An id may stand for a key that is there in clear too; of one kind no two are equal, being names in one object. */
    private void findTwins() {
        Set<String> ids = new HashSet<>();
        for (ApiKey key : keys) {
            if (!ids.add(key.id())) {
                problems.add(new FieldProblem("apikeys." + key.id(), "is there twice, in clear and as a hash"));
            }
        }
    }

    /** An empty string or another type counts as no key at all, and what the file has is kept. */
    private void adminKey(JsonNode value) {
        if (value.isTextual() && !value.textValue().isBlank()) {
            adminKey = Secret.of(value.textValue());
        } else {
            extra = extra.with(ADMIN_KEY, JsonValues.value(value));
            warnings.add("admin_apikey is empty or not a string: no admin key is configured");
        }
    }

    private void gateway(Attributes section) {
        OptionalLong version = wholeNumber(section, FORMAT);
        if (version.isPresent() && version.getAsLong() > GatewayDocument.FORMAT_VERSION) {
            problems.add(new FieldProblem(
                    "gateway." + FORMAT,
                    "is " + version.getAsLong() + ": the file was written by a later version of the gateway"));
        }
        seq = wholeNumber(section, SEQ);
        if (seq.orElse(0) > LARGEST_SEQ) {
            problems.add(new FieldProblem("gateway." + SEQ, "must be a whole number that leaves room for others"));
        }
        GivenSettings.of(section, problems);
        isOwn = section.has(FORMAT);
        endedKeys.addAll(section.strings(ENDED_KEYS));
        gateway = section.without(FORMAT).without(SEQ).without(ENDED_KEYS);
    }

    private OptionalLong wholeNumber(Attributes section, String name) {
        Object value = section.get(name);
        if (value instanceof Integer || value instanceof Long) {
            return OptionalLong.of(((Number) value).longValue());
        }
        if (section.has(name)) {
            problems.add(new FieldProblem("gateway." + name, "must be a whole number"));
        }
        return OptionalLong.empty();
    }

    private ApiKey key(String id, ObjectNode node, String path) {
        if (id.startsWith("key_")) {
            // An id is public: taken for a key in clear, it would let everybody in.
            StoredHash.check(node, path, problems);
            return KeyForm.read(id, node, path, problems);
        }
        clearKeyCount++;
        Secret key = Secret.of(id);
        ApiKey read = KeyForm.readClear(clearKeys.keyId(key), clearKeys.credential(key), node, path, problems);
        String predecessor = read.extra().string("rotated_from");
        return predecessor == null || predecessor.startsWith("key_")
                ? read
                : read.withExtra(read.extra().with("rotated_from", clearKeys.keyId(Secret.of(predecessor))));
    }

    private Attributes attributes(String name, JsonNode value) {
        if (value instanceof ObjectNode node) {
            return JsonValues.attributes(node);
        }
        if (!value.isNull()) {
            problems.add(new FieldProblem(name, "must be an object"));
        }
        return Attributes.EMPTY;
    }
}
