package dev.mcpgateway.client.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.mcpgateway.client.ApiResponse;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.GatewayResponseException;
import dev.mcpgateway.client.spi.TransportResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads successful answers. */
final class AnswerReader {
    private AnswerReader() {}

    static <T extends @Nullable Object> ApiResponse<T> read(
            PreparedCall<T> call, TransportResponse response, int attempts, Supplier<List<Secret>> secrets) {
        String type = response.headers().firstValue("content-type").orElse("no content type");
        try {
            if (type.startsWith("text/html")) {
                throw new IOException("a page"); // which an operation that gives text would take for its own
            }
            Result.Envelope<T> body = call.result().read(response.body());
            return new ApiResponse<>(
                    body.data(), response.status(), body.message(), body.timestamp(), response.headers(), attempts);
        } catch (IOException | IllegalArgumentException unexpected) {
            // Jackson's messages quote what they read, so neither they nor a cause go on.
            throw new GatewayResponseException(
                    call + " was answered " + response.status() + " with a body that is not the gateway's ("
                            + Redactor.oneLine(type, secrets.get()) + ": "
                            + Redactor.oneLine(reason(unexpected), secrets.get())
                            + "): does the base URL lead to a gateway, and not to a proxy or another service?",
                    response.status(),
                    response.body(),
                    null);
        }
    }

    private static String reason(Exception unexpected) {
        return unexpected instanceof JsonProcessingException
                ? "no valid JSON"
                : String.valueOf(unexpected.getMessage());
    }
}
