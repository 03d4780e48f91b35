package dev.mcpgateway.server.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets pages of other origins read answers (Fetch standard, "CORS protocol"). Credentials in the sense of the protocol, cookies and the
 * like, are never allowed: callers send their key in a header, which a page must know to send.
 */
public final class Cors {
    private static final String ANY = "*";

    private final Supplier<List<String>> allowed;
    private final String exposed;

    /**
     * A rule for {@code allowed}.
     *
     * @param allowed the origins that may call at present; {@code *} for any
     * @param exposed the headers of answers that a page may read, as {@code Access-Control-Expose-Headers} has them
     */
    public Cors(Supplier<List<String>> allowed, String exposed) {
        this.allowed = allowed;
        this.exposed = exposed;
    }

    /** {@code response} for a page of {@code origin}, if it is for one. */
    public Response withOrigin(Response response, Optional<String> origin) {
        if (origin.isEmpty()) {
            return response;
        }
        List<String> origins = allowed.get();
        if (origins.contains(ANY)) {
            return exposed(response.withHeader("Access-Control-Allow-Origin", ANY));
        }
        Response answer = response.withHeader("Vary", "Origin");
        return origins.contains(origin.get())
                ? exposed(answer.withHeader("Access-Control-Allow-Origin", origin.get()))
                : answer;
    }

    private Response exposed(Response response) {
        return response.withHeader("Access-Control-Expose-Headers", exposed);
    }
}
