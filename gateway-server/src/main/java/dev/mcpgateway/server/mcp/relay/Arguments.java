package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a tool of the gateway's own is called with. What it does not know is ignored, and null is as good as nothing. */
final class Arguments {
    private static final String SERVER = "server_name";

    private final ObjectNode given;

    Arguments(ObjectNode given) {
        this.given = given;
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = given.path(name);
        if (isAbsent(value)) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            throw new BadArgumentException(name + " must be true or false");
        }
        return value.booleanValue();
    }

    /** The text of {@code name}; null where there is none, or a blank one. */
    @Nullable
    String text(String name) {
        JsonNode value = given.path(name);
        if (isAbsent(value)) {
            return null;
        }
        if (!value.isTextual()) {
            throw new BadArgumentException(name + " must be a string");
        }
        return value.textValue().isBlank() ? null : value.textValue();
    }

    /** The objects in the list {@code name}, none where there is no such list; {@code most} at most. */
    List<ObjectNode> objects(String name, int most) {
        JsonNode value = given.path(name);
        if (isAbsent(value)) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new BadArgumentException(name + " must be a list of objects");
        }
        if (value.size() > most) {
            throw new BadArgumentException(name + " must not have more than " + most + " entries");
        }
        List<ObjectNode> objects = new ArrayList<>();
        for (JsonNode item : value) {
            if (!(item instanceof ObjectNode object)) {
                throw new BadArgumentException(name + "[" + objects.size() + "] must be an object");
            }
            objects.add(object);
        }
        return objects;
    }

    /** The server that {@code server_name} names, which has to be there. */
    McpServer server(View view) {
        String name = text(SERVER);
        if (name == null) {
            throw new BadArgumentException(SERVER + " is missing: it must be " + names(view));
        }
        return server(view, name);
    }

    /** As {@link #server}; null where none is named. Models also write {@code "null"} for that. */
    @Nullable
    McpServer serverOrNull(View view) {
        String name = text(SERVER);
        if (name == null
                || (name.toLowerCase(Locale.ROOT).equals("null")
                        && view.server(name).isEmpty())) {
            return null;
        }
        return server(view, name);
    }

    /** One that the key is not to see is no different from one that is not there. */
    private static McpServer server(View view, String name) {
        return Catalogue.servers(view).stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadArgumentException(
                        SERVER + ": there is no server '" + name + "'; it must be " + names(view)));
    }

    private static String names(View view) {
        List<String> names =
                Catalogue.servers(view).stream().map(McpServer::name).toList();
        return names.isEmpty() ? "the name of a server, of which there are none" : "one of " + String.join(", ", names);
    }

    static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }
}
