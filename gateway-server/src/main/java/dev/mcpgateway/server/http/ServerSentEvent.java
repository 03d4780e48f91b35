package dev.mcpgateway.server.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One event of a {@code text/event-stream} (HTML Living Standard, section 9.2.6).
 *
 * @param id what the client sends back as {@code Last-Event-ID}; none if null
 * @param name the event's type; {@code message} if null
 * @param data the text; each of its lines becomes one {@code data} line
 */
public record ServerSentEvent(@Nullable String id, @Nullable String name, String data) {
    static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    /** Checks that neither the id nor the name can end its line. */
    public ServerSentEvent {
        checkLine("id", id);
        checkLine("name", name);
    }

    /** An event with data only. */
    public static ServerSentEvent of(String data) {
        return new ServerSentEvent(null, null, data);
    }

    private static void checkLine(String what, @Nullable String value) {
        if (value != null && value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("the " + what + " of an event is one line");
        }
    }

    /** The event as it goes over the wire, with the empty line that ends it. */
    String frame() {
        StringBuilder frame = new StringBuilder(data.length() + 64);
        if (id != null) {
            frame.append("id: ").append(id).append('\n');
        }
        if (name != null) {
            frame.append("event: ").append(name).append('\n');
        }
        if (data.indexOf('\n') < 0 && data.indexOf('\r') < 0) {
            frame.append("data: ").append(data).append('\n');
        } else {
            for (String line : LINE_END.split(data, -1)) {
                frame.append("data: ").append(line).append('\n');
            }
        }
        return frame.append('\n').toString();
    }
}
