package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a gateway answered: the envelope of a success or of an error. */
record Answer(int status, JsonNode envelope) {
    boolean isSuccess() {
        return status < 300;
    }

    /** The {@code data} of a success. */
    JsonNode data() {
        return envelope.path("data");
    }

    String message() {
        return envelope.path("message").asText();
    }

    /** Where the next page begins; null on the last, and where no page was asked for. */
    @Nullable
    String nextCursor() {
        return envelope.path("next_cursor").textValue();
    }

    /** The code and the detail of an error, and a line for each field at fault where there is more than the detail says. */
    CommandFailure failure() {
        List<String> lines = new ArrayList<>();
        String detail = envelope.path("detail").asText();
        lines.add(envelope.path("error").asText() + ": " + detail);
        for (JsonNode problem : envelope.path("errors")) {
            String line = problem.path("field").asText() + ": "
                    + problem.path("message").asText();
            if (!line.equals(detail)) {
                lines.add("  " + line);
            }
        }
        String id = envelope.path("request_id").asText();
        if (status >= 500 && !id.isEmpty() && !id.equals("local")) {
            lines.add("  request_id: " + id);
        }
        return CommandFailure.refused(String.join(System.lineSeparator(), lines));
    }
}
