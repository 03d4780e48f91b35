package dev.mcpgateway.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.domain.WireTime;
import dev.mcpgateway.server.http.JsonBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two shapes that all JSON answers have (contract: rest-api.md, "Envelope"). */
final class Envelope {
    private static final int USUAL_SIZE = 512;

    private final Timestamps timestamps;

    Envelope(Timestamps timestamps) {
        this.timestamps = timestamps;
    }

    /** {@code {message, data, next_cursor?, timestamp}}. */
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
            writeTimestamp(out);
        }
        return JsonBody.ofBytes(operation.successStatus(), bytes.toByteArray());
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
            writeTimestamp(out);
        }
        return JsonBody.ofBytes(status, bytes.toByteArray());
    }

    private void writeTimestamp(JsonGenerator out) throws IOException {
        out.writeStringField("timestamp", WireTime.format(timestamps.now()));
        out.writeEndObject();
    }
}
