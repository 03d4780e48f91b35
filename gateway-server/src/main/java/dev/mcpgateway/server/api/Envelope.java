package dev.mcpgateway.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.domain.WireTime;
import dev.mcpgateway.server.http.JsonBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two shapes that all JSON answers have (contract: rest-api.md, "Envelope"). */
final class Envelope {
    private static final int USUAL_SIZE = 1024;

    private final Timestamps timestamps;

    Envelope(Timestamps timestamps) {
        this.timestamps = timestamps;
    }

    /** {@code {message, data, next_cursor?}}: what is left for {@link #stamped} is the timestamp. */
    JsonBody success(Operation<?, ?> operation, @Nullable Object output) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator out = OutputJson.MAPPER.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("message", operation.message());
            if (output instanceof Listing<?> listing) {
                out.writeObjectField("data", listing.items());
                if (listing.isPage()) {
                    out.writeStringField("next_cursor", listing.nextCursor());
                }
            } else {
                out.writeObjectField("data", output instanceof Operation.None ? null : output);
            }
            out.writeEndObject();
        }
        return JsonBody.ofBytes(operation.successStatus(), bytes.toByteArray());
    }

    /** The answer with the timestamp of now as its last member; a date needs no escaping. */
    JsonBody stamped(JsonBody answer) {
        byte[] tail =
                (",\"timestamp\":\"" + WireTime.format(timestamps.now()) + "\"}").getBytes(StandardCharsets.ISO_8859_1);
        int end = answer.json().length - 1;
        byte[] whole = Arrays.copyOf(answer.json(), end + tail.length);
        System.arraycopy(tail, 0, whole, end, tail.length);
        return answer.withBytes(whole);
    }

    /** {@code {error, detail, request_id?, errors?, timestamp}}. */
    JsonBody error(int status, ErrorCode code, String detail, @Nullable String requestId, List<FieldProblem> problems)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_SIZE);
        try (JsonGenerator out = OutputJson.MAPPER.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("error", code.name());
            out.writeStringField("detail", KeyRedaction.redacted(detail));
            if (requestId != null) {
                out.writeStringField("request_id", requestId);
            }
            if (!problems.isEmpty()) {
                out.writeObjectField(
                        "errors",
                        problems.stream()
                                .map(problem -> new FieldProblem(
                                        KeyRedaction.redacted(problem.field()),
                                        KeyRedaction.redacted(problem.message())))
                                .toList());
            }
            out.writeEndObject();
        }
        return stamped(JsonBody.ofBytes(status, bytes.toByteArray()));
    }
}
