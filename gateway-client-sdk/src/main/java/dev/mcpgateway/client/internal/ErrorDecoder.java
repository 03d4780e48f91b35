package dev.mcpgateway.client.internal;

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
import java.util.Map;
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
        Map<?, ?> members;
        try {
            members = PlainJson.first(response.body()) instanceof Map<?, ?> object ? object : Map.of();
        } catch (IOException notJson) {
            return foreign(response);
        }
        Object error = members.get("error");
        Object detail = members.get("detail");
        if (error instanceof Map<?, ?> inner) {
            return new Body(code(inner.get("code")), text(inner.get("message")), List.of());
        }
        if (error instanceof String code) {
            return new Body(code, text(detail), problems(members.get("errors"), "field", "message"));
        }
        if (detail instanceof Map<?, ?> inner) {
            return new Body(code(inner.get("error")), text(inner.get("detail")), List.of());
        }
        if (detail instanceof List<?>) {
            List<FieldProblem> problems = problems(detail, "loc", "msg");
            return new Body(
                    null,
                    problems.isEmpty()
                            ? ""
                            : problems.get(0).field() + ": " + problems.get(0).message(),
                    problems);
        }
        return detail instanceof String text ? new Body(null, text, List.of()) : foreign(response);
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
    private static List<FieldProblem> problems(@Nullable Object list, String fieldName, String messageName) {
        List<FieldProblem> problems = new ArrayList<>();
        for (Object item : list instanceof List<?> items ? items : List.of()) {
            Map<?, ?> problem = item instanceof Map<?, ?> members ? members : Map.of();
            Object field = problem.get(fieldName);
            Object name = field instanceof List<?> way && !way.isEmpty() ? way.get(way.size() - 1) : field;
            problems.add(new FieldProblem(text(name), text(problem.get(messageName))));
        }
        return problems;
    }

    private static @Nullable String code(@Nullable Object value) {
        return value instanceof String code ? code : null;
    }

    /** A text, or a number or a boolean as one; empty for anything else. */
    private static String text(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean ? value.toString() : "";
    }

    private static String start(byte[] body) {
        return new String(body, 0, Math.min(body.length, MAX_RAW_BODY), StandardCharsets.UTF_8);
    }
}
