package dev.mcpgateway.server.http;

import org.jspecify.annotations.Nullable;

/**
 * Turns a failure into an answer. It must cope with every {@link Throwable}, errors included; if it fails itself, the
 * listener sends a fixed 500.
 */
@FunctionalInterface
public interface ErrorResponder {
    /** The answer for a failure; the request is null where none could be made of what was sent. */
    Response respond(@Nullable Request request, Throwable failure);
}
