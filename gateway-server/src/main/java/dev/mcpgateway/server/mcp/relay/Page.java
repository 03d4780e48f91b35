package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.mcp.upstream.ListKind;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, with a cursor of the gateway's own (specification, "Utilities: Pagination"). Pages are large, because there are
 * clients that read the first one alone. A cursor is good for the list that it was made of, and for no other.
 */
final class Page {
    /** Where a result says which servers are missing in it. */
    static final String MISSING = "dev.mcpgateway/missing_servers";

    private static final int SIZE = 1_000;

    private Page() {}

    /**
     * The result with the page that {@code cursor} points to; null for the first.
     *
     * @throws RelayException where the cursor is none, or of another list
     */
    static ObjectNode of(ListKind kind, Lists.Listing listing, @Nullable String cursor) {
        List<ObjectNode> items = listing.items();
        String mark = Integer.toHexString(keys(kind, items).hashCode());
        int from = cursor == null ? 0 : position(cursor, mark, items.size());
        int to = Math.min(from + SIZE, items.size());
        ObjectNode result = JsonRpc.object();
        ArrayNode page = result.putArray(kind.member());
        page.addAll(items.subList(from, to));
        if (to < items.size()) {
            result.put("nextCursor", cursor(to, mark));
        }
        if (!listing.missing().isEmpty()) {
            result.putObject("_meta").set(MISSING, Lists.missing(listing.missing()));
        }
        return result;
    }

    private static List<String> keys(ListKind kind, List<ObjectNode> items) {
        return items.stream().map(item -> item.path(kind.key()).textValue()).toList();
    }

    private static String cursor(int position, String mark) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((position + "." + mark).getBytes(StandardCharsets.US_ASCII));
    }

    private static int position(String cursor, String mark, int size) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split("\\.", -1);
            int position = Integer.parseInt(parts[0]);
            if (parts.length == 2 && parts[1].equals(mark) && position > 0 && position < size) {
                return position;
            }
        } catch (IllegalArgumentException malformed) {
            throw invalid();
        }
        throw invalid();
    }

    private static RelayException invalid() {
        return RelayException.invalidParams(
                "params.cursor is none of this list, which may have changed: begin again without it");
    }
}
