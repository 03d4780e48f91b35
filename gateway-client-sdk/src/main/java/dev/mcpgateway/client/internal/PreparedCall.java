package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.RequestBody;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call, ready to be sent.
 *
 * @param operation the operation's id
 * @param method the HTTP method
 * @param pathTemplate the path with its parameters as names
 * @param target the path and query as they are sent, percent-encoded
 * @param body the body's fields under their names on the wire, or null
 * @param takesClientToken whether a field {@code client_token} makes a repetition harmless
 * @param result reads the answer
 * @param secrets what must not be seen in a message
 */
public record PreparedCall<T extends @Nullable Object>(
        String operation,
        String method,
        String pathTemplate,
        String target,
        @Nullable Map<String, @Nullable Object> body,
        boolean takesClientToken,
        Result<T> result,
        List<Secret> secrets)
        implements Call<T> {

    public static Draft get(String operation, String template, String... arguments) {
        return new Draft(operation, "GET", template, arguments);
    }

    public static Draft post(String operation, String template, String... arguments) {
        return new Draft(operation, "POST", template, arguments);
    }

    public static Draft put(String operation, String template, String... arguments) {
        return new Draft(operation, "PUT", template, arguments);
    }

    public static Draft patch(String operation, String template, String... arguments) {
        return new Draft(operation, "PATCH", template, arguments);
    }

    public static Draft delete(String operation, String template, String... arguments) {
        return new Draft(operation, "DELETE", template, arguments);
    }

    /** Whether doing it twice is doing it once (RFC 9110, section 9.2.2). */
    boolean isIdempotent() {
        return !method.equals("POST") && !method.equals("PATCH");
    }

    /** Operation, method and path template. */
    @Override
    public String toString() {
        return operation + " (" + method + " " + pathTemplate + ")";
    }

    /** Collects a call; what ends it says what the answer is. */
    public static final class Draft {
        private final String operation;
        private final String method;
        private final String template;
        private final StringBuilder target;
        private final List<Secret> secrets = new ArrayList<>();
        private boolean hasQuery;
        private boolean takesClientToken;
        private @Nullable Map<String, @Nullable Object> body;

        private Draft(String operation, String method, String template, String... arguments) {
            this.operation = operation;
            this.method = method;
            this.template = template;
            this.target = new StringBuilder(PathEncoder.fill(template, arguments));
            if (template.contains("{api_key}")) {
                secrets.add(Secret.of(arguments[0]));
            }
        }

        public Draft query(String name, String value) {
            target.append(hasQuery ? '&' : '?').append(name).append('=');
            PathEncoder.append(target, name, value);
            hasQuery = true;
            return this;
        }

        /** A query parameter that is left out where there is nothing to say. */
        public Draft queryIf(boolean given, String name, String value) {
            return given ? query(name, value) : this;
        }

        public Draft page(PageRequest page) {
            query("limit", Integer.toString(page.limit()));
            return page.cursor() == null ? this : query("cursor", page.cursor());
        }

        public Draft field(String name, @Nullable Object value) {
            if (body == null) {
                body = new LinkedHashMap<>();
            }
            body.put(name, value);
            collectSecrets(value);
            return this;
        }

        private void collectSecrets(@Nullable Object value) {
            if (value instanceof Secret secret) {
                secrets.add(secret);
            } else if (value instanceof List<?> list) {
                list.forEach(this::collectSecrets);
            } else if (value instanceof Map<?, ?> map) {
                map.values().forEach(this::collectSecrets);
            } else if (value instanceof RequestBody request) {
                collectSecrets(request.fields());
            }
        }

        /** The fields of a request that has options. */
        public Draft fields(RequestBody request) {
            request.fields().forEach(this::field);
            if (body == null) {
                body = new LinkedHashMap<>();
            }
            return this;
        }

        /** Lets each run of the call have a token of its own, unless one was given. */
        public Draft withClientToken() {
            this.takesClientToken = true;
            return this;
        }

        public <T> PreparedCall<T> answers(Class<T> type) {
            return build(Result.of(type));
        }

        public <T> PreparedCall<List<T>> lists(Class<T> item) {
            return build(Result.listOf(item));
        }

        public <T> PreparedCall<Page<T>> pages(Class<T> item) {
            return build(Result.pageOf(item));
        }

        public PreparedCall<@Nullable Void> confirms() {
            return build(Result.nothing());
        }

        /** The answer has no envelope and is JSON. */
        public PreparedCall<JsonDocument> answersPlainJson() {
            return build(Result.plainJson());
        }

        /** The answer has no envelope and is text. */
        public PreparedCall<String> answersText() {
            return build(Result.text());
        }

        private <T extends @Nullable Object> PreparedCall<T> build(Result<T> result) {
            return new PreparedCall<>(
                    operation,
                    method,
                    template,
                    target.toString(),
                    body,
                    takesClientToken,
                    result,
                    List.copyOf(secrets));
        }
    }
}
