package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The headers of answers that callers make use of. */
enum Headers {
    REQUEST_ID(
            "RequestId",
            "The request's id: the caller's own, where it sent one of 1 to 64 letters, digits, `.`, `_` and `-`.",
            "6f1c8a2e-4k"),
    ETAG("ETag", "The version of what is shown, for `If-Match`.", "\"12\""),
    CACHE_CONTROL("CacheControl", "Always `no-store`.", "no-store"),
    RETRY_AFTER("RetryAfter", "In how many seconds to try again, where that is known.", "1"),
    WWW_AUTHENTICATE("WwwAuthenticate", "Always `Bearer`.", "Bearer");

    private final String part;
    private final String description;
    private final String example;

    Headers(String part, String description, String example) {
        this.part = part;
        this.description = description;
        this.example = example;
    }

    /** A reference to the header, which is defined in {@code components}. */
    ObjectNode in(Components components) {
        ObjectNode header = JsonNodeFactory.instance.objectNode().put("description", description);
        header.set("schema", Shapes.ofType("string"));
        return components.define(Components.Kind.HEADER, part, header.put("example", example));
    }
}
