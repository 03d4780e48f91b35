package dev.mcpgateway.server.usage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One copy of each endpoint's name for all keys that call it. Names beyond a bound are not shared. */
final class NamePool {
    private static final int MOST = 10_000;

    private final Map<String, String> names = new ConcurrentHashMap<>();

    String pooled(String name) {
        String known = names.get(name);
        if (known != null || names.size() >= MOST) {
            return known == null ? name : known;
        }
        String first = names.putIfAbsent(name, name);
        return first == null ? name : first;
    }
}
