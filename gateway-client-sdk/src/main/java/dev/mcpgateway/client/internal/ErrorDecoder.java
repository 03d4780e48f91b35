package dev.mcpgateway.client.internal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.Failure;
import dev.mcpgateway.client.error.FieldProblem;
import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.spi.TransportResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an exception of an answer with an error. It reads the admin API's {@code {error, detail}}, the data plane's {@code {error: {code,
 * message, type}}}, FastAPI's {@code {detail}} in its forms (a text, a list of problems, or an admin API's error inside), and what is none of
 * them, such as a proxy's HTML.
 */
final class ErrorDecoder {
    private static final int MAX_RAW_BODY = 64 << 10;

    private ErrorDecoder() {}

    static GatewayApiException decode(
            PreparedCall<?> call, TransportResponse response, String requestId, int attempts, List<Secret> secrets) {
        Body body = read(response);
        Failure failure = new Failure(
                call.operation(),
                call.method(),
                call.pathTemplate(),
                response.status(),
                body.code == null ? null : new ErrorCode(Redactor.oneLine(body.code, secrets)),
                Redactor.oneLine(body.detail, secrets),
                body.problems.stream()
                        .map(problem -> new FieldProblem(
                                Redactor.oneLine(problem.field(), secrets),
                                Redactor.oneLine(problem.message(), secrets)))
                        .toList(),
                Redactor.oneLine(response.headers().firstValue("x-request-id").orElse(requestId), secrets),
                response.headers(),
                start(response.body()),
                attempts,
                RetryAfter.of(response));
        return GatewayApiException.of(failure);
    }

    private record Body(@Nullable String code, String detail, List<FieldProblem> problems) {}

    private static Body read(TransportResponse response) {
        JsonNode tree;
        try {
            tree = Json.tree(response.body());
        } catch (IOException notJson) {
            return foreign(response);
        }
        JsonNode error = tree.path("error");
        JsonNode detail = tree.path("detail");
        if (error.isObject()) {
            return new Body(text(error.path("code")), error.path("message").asText(""), List.of());
        }
        if (error.isTextual()) {
            return new Body(error.asText(), detail.asText(""), problems(tree.path("errors"), "field", "message"));
        }
        if (detail.isObject()) {
            return new Body(text(detail.path("error")), detail.path("detail").asText(""), List.of());
        }
        if (detail.isArray()) {
            List<FieldProblem> problems = problems(detail, "loc", "msg");
            return new Body(
                    null,
                    problems.isEmpty()
                            ? ""
                            : problems.get(0).field() + ": " + problems.get(0).message(),
                    problems);
        }
        return detail.isTextual() ? new Body(null, detail.asText(), List.of()) : foreign(response);
    }

    private static Body foreign(TransportResponse response) {
        String type = response.headers().firstValue("content-type").orElse("no content type");
        String what = response.body().length == 0 ? "an empty body" : "a body of " + type;
        String hint = response.status() >= 300 && response.status() < 400
                ? "a redirect, which the client does not follow: is the base URL the gateway's own?"
                : what
                        + " that is not the gateway's: does the base URL lead to a gateway, and not to a proxy or another service?";
        return new Body(null, hint, List.of());
    }

    /** FastAPI names a field by its way there, {@code ["body", "email"]}. */
    private static List<FieldProblem> problems(JsonNode list, String fieldName, String messageName) {
        List<FieldProblem> problems = new ArrayList<>();
        for (JsonNode problem : list) {
            JsonNode field = problem.path(fieldName);
            String name = field.isArray() && !field.isEmpty()
                    ? field.get(field.size() - 1).asText()
                    : field.asText("");
            problems.add(new FieldProblem(name, problem.path(messageName).asText("")));
        }
        return problems;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.asText() : null;
    }

    private static String start(byte[] body) {
        return new String(body, 0, Math.min(body.length, MAX_RAW_BODY), StandardCharsets.UTF_8);
    }
}
