package dev.mcpgateway.server.mcp.session;

import dev.mcpgateway.server.http.Request;
import java.util.List;
import java.util.Locale;

/**
 * What a client takes as an answer (RFC 9110, section 12.5.1). It has to name both forms; one that says nothing, or takes anything,
 * is taken to know both.
 */
record Accepts(boolean json, boolean events) {

    static Accepts of(Request request) {
        List<String> lines = request.headers("Accept");
        if (lines.isEmpty()) {
            return new Accepts(true, true);
        }
        boolean json = false;
        boolean events = false;
        for (String range : String.join(",", lines).toLowerCase(Locale.ROOT).split(",", -1)) {
            int parameters = range.indexOf(';');
            String type = (parameters < 0 ? range : range.substring(0, parameters)).strip();
            boolean isRefused = parameters >= 0
                    && range.substring(parameters).replace(" ", "").matches(";q=0(\\.0*)?");
            if (!isRefused) {
                json |= type.equals("application/json") || type.equals("application/*") || type.equals("*/*");
                events |= type.equals("text/event-stream") || type.equals("text/*") || type.equals("*/*");
            }
        }
        return new Accepts(json, events);
    }
}
