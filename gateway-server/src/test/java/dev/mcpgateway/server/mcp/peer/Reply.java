package dev.mcpgateway.server.mcp.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.testing.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a client is answered: a body, or a stream of events that may go on. */
public final class Reply {
    private final HttpResponse<InputStream> answer;
    private final @Nullable Events events;
    private final String text;

    Reply(HttpResponse<InputStream> answer) {
        this.answer = answer;
        try {
            if (header("Content-Type").startsWith("text/event-stream")) {
                this.events = new Events(answer.body());
                this.text = "";
            } else {
                this.events = null;
                this.text = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int status() {
        return answer.statusCode();
    }

    public String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    public String text() {
        return text;
    }

    public boolean isStream() {
        return events != null;
    }

    public Reply expect(int status) {
        assertEquals(status, status(), this::toString);
        return this;
    }

    /** The whole body as JSON. */
    public JsonNode body() {
        try {
            return Exchange.JSON.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError(toString(), notJson);
        }
    }

    public Events events() {
        assertTrue(isStream(), this::toString);
        return Objects.requireNonNull(events);
    }

    /** All messages of the answer, in whichever form. */
    public List<JsonNode> messages() {
        return isStream() ? events().rest() : List.of(body());
    }

    /** The response to the request, in whichever form; what a stream has before it is skipped. */
    public JsonNode response() {
        return isStream() ? events().await(message -> !message.has("method")) : body();
    }

    /** The code of the error in the response; 0 where it is a result. */
    public int code() {
        return response().at("/error/code").asInt();
    }

    @Override
    public String toString() {
        return status() + " " + answer.headers().map() + " " + text;
    }
}
