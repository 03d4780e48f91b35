package dev.mcpgateway.client.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call sends beyond its positional arguments. */
public interface RequestBody {

    /**
     * The fields as they are sent, under their names on the wire. A null value clears what is stored. Secrets stay {@link
     * dev.mcpgateway.client.Secret}, so the map can be shown.
     */
    Map<String, @Nullable Object> fields();
}
