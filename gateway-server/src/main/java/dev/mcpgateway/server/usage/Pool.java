package dev.mcpgateway.server.usage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One copy of each value for all keys that have it, such as an endpoint's name. Values beyond a bound are not shared. */
final class Pool<T> {
    private static final int MOST = 10_000;

    private final Map<T, T> copies = new ConcurrentHashMap<>();

    T pooled(T value) {
        T known = copies.get(value);
        if (known != null || copies.size() >= MOST) {
            return known == null ? value : known;
        }
        T first = copies.putIfAbsent(value, value);
        return first == null ? value : first;
    }
}
