package dev.mcpgateway.server.mcp;

import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.keys.BearerHeader;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.keys.KeyRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The key that a request to {@code /mcp} brings: in {@code Authorization: Bearer}, in {@code X-API-Key} or {@code apikey}, or in
 * the path (contract: api-keys.md, "Order of checks").
 *
 * @param isInPath whether the path has it, where logs and histories may keep it
 */
record PresentedKey(Secret secret, boolean isInPath) {
    private static final List<String> HEADERS = List.of("X-API-Key", "apikey");

    /** Whether a header of {@code request} brings a key, of whatever form. */
    static boolean isIn(Request request) {
        return Stream.concat(Stream.of("Authorization"), HEADERS.stream())
                .flatMap(name -> request.headers(name).stream())
                .anyMatch(value -> !value.isBlank());
    }

    /**
     * The one key of {@code request}; the same in several places is one.
     *
     * @param inPath the segment after {@code /mcp}, or null
     * @throws KeyRefusedException {@code invalid_api_key} where there is none, two differ, or {@code Authorization} has another form
     */
    static PresentedKey of(Request request, @Nullable String inPath) {
        List<Secret> keys = new ArrayList<>();
        for (String authorization : request.headers("Authorization")) {
            if (!authorization.isBlank()) {
                Secret key = BearerHeader.key(authorization);
                if (key == null) {
                    throw new KeyRefusedException(KeyRefusal.INVALID_API_KEY);
                }
                keys.add(key);
            }
        }
        for (String header : HEADERS) {
            request.headers(header).stream()
                    .filter(value -> !value.isBlank())
                    .forEach(value -> keys.add(Secret.of(value.strip())));
        }
        if (inPath != null) {
            keys.add(Secret.of(inPath));
        }
        if (keys.isEmpty() || !keys.stream().allMatch(keys.get(0)::matches)) {
            throw new KeyRefusedException(KeyRefusal.INVALID_API_KEY);
        }
        return new PresentedKey(keys.get(0), inPath != null);
    }
}
