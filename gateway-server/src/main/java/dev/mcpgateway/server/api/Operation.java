package dev.mcpgateway.server.api;

import static java.util.Objects.requireNonNull;

import dev.mcpgateway.server.domain.Scope;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.PathTemplate;
import dev.mcpgateway.server.http.Response;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one endpoint: all that is known of it. The router, the binder, the authenticator, the log, the metrics,
 * the OpenAPI document, the command line and the tests read it; nothing about an endpoint is said anywhere else.
 *
 * @param <I> the input record: its components are the path and query parameters and the fields of the body
 * @param <O> the output record, or {@link Listing} of one
 * @param id the operation's name in the API description and in client libraries, as in {@code createUser}
 * @param keyScope what a user key has to be allowed for the operation to answer it, with its own project's rows alone; null where
 *     the role says all there is to say
 * @param input the input record; {@link None} where there is nothing to send
 * @param output the class of {@code data}, or of its items where {@code isList}; {@link None} where {@code data} is null
 * @param errors the errors of its own, beside those that every operation of its kind has
 * @param command the words of the command line, as in {@code user create}; empty where there is none
 * @param maxBodyBytes the largest body it takes
 * @param isStrict whether a field that is not known is refused rather than ignored
 * @param isTagged whether its answer carries an ETag
 * @param showsStateAlone whether its answer, but for the envelope's timestamp, depends on nothing but the state and the path
 * @param honoursIfMatch whether it may be called with If-Match
 * @param contentType of an answer without the envelope; null where the envelope is used
 */
public record Operation<I extends Record, O>(
        String id,
        Method method,
        PathTemplate path,
        Tag tag,
        String summary,
        String description,
        Role role,
        @Nullable Scope keyScope,
        Class<I> input,
        Class<?> output,
        boolean isList,
        int successStatus,
        String message,
        Set<ErrorCode> errors,
        List<String> command,
        long maxBodyBytes,
        boolean isStrict,
        boolean isTagged,
        boolean showsStateAlone,
        boolean honoursIfMatch,
        @Nullable String contentType) {

    private static final long DEFAULT_MAX_BODY = 1L << 20;

    /** No input, or no data. */
    public record None() {}

    /** Whether {@code limit} and {@code cursor} page through what it lists; a search gives all it finds. */
    public boolean isPaged() {
        return isList && method == Method.GET;
    }

    /** Whether user keys may call it. */
    public boolean isForUserKeys() {
        return role == Role.USER_KEY || keyScope != null;
    }

    /** The endpoint of this operation. */
    public Endpoint<I, O> handledBy(OperationHandler<I, O> handler) {
        return new Endpoint<>(this, handler);
    }

    static <I extends Record> Builder<I> get(String path, Class<I> input) {
        return new Builder<>(Method.GET, path, input);
    }

    static <I extends Record> Builder<I> post(String path, Class<I> input) {
        return new Builder<>(Method.POST, path, input);
    }

    static <I extends Record> Builder<I> put(String path, Class<I> input) {
        return new Builder<>(Method.PUT, path, input);
    }

    static <I extends Record> Builder<I> patch(String path, Class<I> input) {
        return new Builder<>(Method.PATCH, path, input);
    }

    static <I extends Record> Builder<I> delete(String path, Class<I> input) {
        return new Builder<>(Method.DELETE, path, input);
    }

    /** Collects a declaration; every call that ends it checks that it is whole. */
    static final class Builder<I extends Record> {
        private final Method method;
        private final PathTemplate path;
        private final Class<I> input;
        private final Set<ErrorCode> errors = EnumSet.noneOf(ErrorCode.class);
        private @Nullable String id;
        private @Nullable Tag tag;
        private @Nullable String summary;
        private @Nullable String description;
        private @Nullable Role role;
        private @Nullable Scope keyScope;
        private int status = 200;
        private List<String> command = List.of();
        private long maxBodyBytes = DEFAULT_MAX_BODY;
        private boolean strict;
        private boolean tagged;
        private boolean stateAlone;
        private boolean ifMatch;

        private Builder(Method method, String path, Class<I> input) {
            this.method = method;
            this.path = PathTemplate.parse(path);
            this.input = input;
        }

        Builder<I> id(Tag newTag, String newId) {
            this.tag = newTag;
            this.id = newId;
            return this;
        }

        /** The first sentence is the title of the operation, the rest says what a caller should know. */
        Builder<I> doc(String newSummary, String newDescription) {
            this.summary = newSummary;
            this.description = newDescription;
            return this;
        }

        Builder<I> role(Role newRole) {
            this.role = newRole;
            return this;
        }

        /** Lets user keys with {@code scope} call it too. */
        Builder<I> userKeys(Scope scope) {
            this.keyScope = scope;
            return this;
        }

        Builder<I> command(String words) {
            this.command = List.of(words.split(" "));
            return this;
        }

        Builder<I> errors(ErrorCode... codes) {
            errors.addAll(List.of(codes));
            return this;
        }

        Builder<I> maxBodyBytes(long bytes) {
            this.maxBodyBytes = bytes;
            return this;
        }

        /** Refuses unknown fields. */
        Builder<I> strict() {
            this.strict = true;
            return this;
        }

        Builder<I> tagged() {
            this.tagged = true;
            return this;
        }

        /**
         * Lets the answer be kept for as long as the state is the same. Not for what changes with the time, such as whether a key has
         * expired.
         */
        Builder<I> showsStateAlone() {
            this.stateAlone = true;
            return this;
        }

        Builder<I> honoursIfMatch() {
            this.ifMatch = true;
            errors.add(ErrorCode.PRECONDITION_FAILED);
            return this;
        }

        Builder<I> created() {
            this.status = 201;
            return this;
        }

        <O> Operation<I, O> answers(String message, Class<O> output) {
            return build(message, output, false, null);
        }

        <O> Operation<I, Listing<O>> lists(String message, Class<O> item) {
            return build(message, item, true, null);
        }

        /** The operation's answer has {@code data: null}. */
        Operation<I, None> confirms(String message) {
            return build(message, None.class, false, null);
        }

        /** The operation's answer is a body of its own, without the envelope. */
        Operation<I, Response> answersContent(String contentType) {
            return build("", Response.class, false, contentType);
        }

        private <O> Operation<I, O> build(String message, Class<?> output, boolean list, @Nullable String contentType) {
            List<String> missing = new ArrayList<>();
            require(missing, "id", id);
            require(missing, "doc", summary);
            require(missing, "role", role);
            if (!missing.isEmpty()) {
                throw new IllegalStateException(method + " " + path.text() + " has no " + missing);
            }
            return new Operation<>(
                    requireNonNull(id),
                    method,
                    path,
                    requireNonNull(tag),
                    requireNonNull(summary),
                    requireNonNull(description),
                    requireNonNull(role),
                    keyScope,
                    input,
                    output,
                    list,
                    status,
                    message,
                    Set.copyOf(errors),
                    command,
                    maxBodyBytes,
                    strict,
                    tagged,
                    stateAlone,
                    ifMatch,
                    contentType);
        }

        private static void require(List<String> missing, String what, @Nullable Object value) {
            if (value == null) {
                missing.add(what);
            }
        }
    }
}
