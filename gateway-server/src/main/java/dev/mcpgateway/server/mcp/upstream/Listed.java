package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One whole list of a server: its items in the server's order, each under its name. The items are not to be changed. */
public final class Listed {
    static final Listed NOTHING = new Listed(Map.of());

    private final Map<String, ObjectNode> byKey;

    private Listed(Map<String, ObjectNode> byKey) {
        this.byKey = byKey;
    }

    /** Of items with one name the first counts, and those without one nobody could ever ask for. */
    static Listed of(ListKind kind, List<ObjectNode> items) {
        Map<String, ObjectNode> byKey = new LinkedHashMap<>();
        for (ObjectNode item : items) {
            if (item.path(kind.key()).isTextual()) {
                byKey.putIfAbsent(item.path(kind.key()).textValue(), item);
            }
        }
        return new Listed(byKey);
    }

    public Collection<ObjectNode> items() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    /** The names of the items, or their URIs, in the order of the items. */
    public Collection<String> keys() {
        return Collections.unmodifiableCollection(byKey.keySet());
    }

    /** The item that is called {@code key}, or null. */
    public @Nullable ObjectNode item(String key) {
        return byKey.get(key);
    }

    public int size() {
        return byKey.size();
    }
}
