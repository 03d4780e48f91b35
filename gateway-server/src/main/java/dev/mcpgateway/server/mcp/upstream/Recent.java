package dev.mcpgateway.server.mcp.upstream;

import java.util.LinkedHashMap;
import java.util.Map;

/** A small map that forgets what was used longest ago. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;
    private static final int MOST = 16;

    Recent() {
        super(MOST, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > MOST;
    }
}
