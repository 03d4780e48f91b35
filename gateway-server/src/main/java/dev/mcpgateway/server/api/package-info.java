/**
 * The REST admin API. Every endpoint is one {@link dev.mcpgateway.server.api.Operation}, declared beside its handler in the
 * resource's {@code …Routes} file; routing, binding, authentication, errors, the OpenAPI document and the command line are
 * derived from it.
 */
@NullMarked
package dev.mcpgateway.server.api;

import org.jspecify.annotations.NullMarked;
