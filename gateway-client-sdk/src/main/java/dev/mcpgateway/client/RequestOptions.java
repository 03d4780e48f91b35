package dev.mcpgateway.client;

import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.internal.HeaderRules;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one call, or all calls of a derived client, do otherwise than the client they come from. What is not set stays as it is there.
 *
 * <pre>{@code
 * client.withOptions(RequestOptions.builder().timeout(Duration.ofMinutes(5)).build()).backup();
 * }</pre>
 *
 * @see GatewayClient#withOptions(RequestOptions)
 */
public final class RequestOptions {
    private static final RequestOptions NONE = builder().build();

    private final @Nullable Duration timeout;
    private final @Nullable Duration attemptTimeout;
    private final @Nullable RetryPolicy retry;
    private final @Nullable String requestId;
    private final @Nullable String ifMatch;
    private final Map<String, String> headers;

    private RequestOptions(Builder builder) {
        this.timeout = builder.timeout;
        this.attemptTimeout = builder.attemptTimeout;
        this.retry = builder.retry;
        this.requestId = builder.requestId;
        this.ifMatch = builder.ifMatch;
        this.headers = Collections.unmodifiableMap(copy(builder.headers));
    }

    private static Map<String, String> copy(Map<String, String> headers) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        return copy;
    }

    /** Options that change nothing. */
    public static RequestOptions none() {
        return NONE;
    }

    /**
     * Options with which a change is made only if the resource is still the one that was read; else it fails with a {@link
     * dev.mcpgateway.client.error.ConflictException} of status 412.
     *
     * @param etag what {@link ApiResponse#etag()} gave, with its quotes
     */
    public static RequestOptions ifMatch(String etag) {
        return builder().ifMatch(etag).build();
    }

    /** A builder with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** The bound on the whole call, with its retries and its bodies, or null. */
    public @Nullable Duration timeout() {
        return timeout;
    }

    /** The bound on one attempt with its body, or null. */
    public @Nullable Duration attemptTimeout() {
        return attemptTimeout;
    }

    /** When to try again, or null. */
    public @Nullable RetryPolicy retry() {
        return retry;
    }

    /** The id to send as {@code X-Request-Id}, or null: then each call has a random one. */
    public @Nullable String requestId() {
        return requestId;
    }

    /** The entity tag to send as {@code If-Match}, or null. */
    public @Nullable String ifMatch() {
        return ifMatch;
    }

    /** More header fields, by name without regard to case. */
    public Map<String, String> headers() {
        return headers;
    }

    /** These options with those of {@code over} on top. */
    public RequestOptions mergedWith(RequestOptions over) {
        if (over == NONE) {
            return this;
        }
        Builder merged = new Builder();
        merged.timeout = over.timeout != null ? over.timeout : timeout;
        merged.attemptTimeout = over.attemptTimeout != null ? over.attemptTimeout : attemptTimeout;
        merged.retry = over.retry != null ? over.retry : retry;
        merged.requestId = over.requestId != null ? over.requestId : requestId;
        merged.ifMatch = over.ifMatch != null ? over.ifMatch : ifMatch;
        merged.headers.putAll(headers);
        merged.headers.putAll(over.headers);
        return merged.build();
    }

    /** Shows what is set, and of header fields the names alone. */
    @Override
    public String toString() {
        return "RequestOptions[timeout=" + timeout + ", attemptTimeout=" + attemptTimeout + ", retry=" + retry
                + ", requestId=" + requestId + ", ifMatch=" + ifMatch + ", headers=" + headers.keySet() + "]";
    }

    /** Collects options. */
    public static final class Builder {
        private final Map<String, String> headers = copy(Map.of());
        private @Nullable Duration timeout;
        private @Nullable Duration attemptTimeout;
        private @Nullable RetryPolicy retry;
        private @Nullable String requestId;
        private @Nullable String ifMatch;

        private Builder() {}

        /**
         * Bounds the whole call: waiting for a connection, bodies, retries and the waits between them. Default: 60 s.
         *
         * @throws GatewayConfigurationException if it is not positive
         */
        public Builder timeout(Duration newTimeout) {
            this.timeout = requirePositive("timeout", newTimeout);
            return this;
        }

        /**
         * Bounds one attempt with its body. Default: 30 s.
         *
         * @throws GatewayConfigurationException if it is not positive
         */
        public Builder attemptTimeout(Duration newTimeout) {
            this.attemptTimeout = requirePositive("attemptTimeout", newTimeout);
            return this;
        }

        /** Sets when a failed attempt is made again. Default: {@link RetryPolicy#standard()}. */
        public Builder retry(RetryPolicy policy) {
            this.retry = policy;
            return this;
        }

        /**
         * Sends this as {@code X-Request-Id}, so that the gateway's log can be searched for it. Default: random.
         *
         * @throws GatewayConfigurationException if it cannot stand in a header field
         */
        public Builder requestId(String id) {
            HeaderRules.requireValue("X-Request-Id", id);
            this.requestId = id;
            return this;
        }

        /**
         * Makes a change only if the resource has this entity tag.
         *
         * @throws GatewayConfigurationException if it cannot stand in a header field
         */
        public Builder ifMatch(String etag) {
            HeaderRules.requireValue("If-Match", etag);
            this.ifMatch = etag;
            return this;
        }

        /**
         * Sends another header field. Those that the client sets itself, {@code Authorization} among them, are refused.
         *
         * @throws GatewayConfigurationException if the field cannot be sent; the message does not hold the value
         */
        public Builder header(String name, String value) {
            HeaderRules.requireOwn(name, value);
            headers.put(name, value);
            return this;
        }

        /** The options. */
        public RequestOptions build() {
            return new RequestOptions(this);
        }

        private static Duration requirePositive(String name, Duration value) {
            if (value.isZero() || value.isNegative()) {
                throw new GatewayConfigurationException(name + " must be positive, and is " + value);
            }
            return value;
        }
    }
}
