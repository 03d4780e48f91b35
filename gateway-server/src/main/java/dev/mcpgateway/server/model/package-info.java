/** {@code /v1}: calls of language models, relayed to the endpoint that a project's configuration names (docs/models.md). */
@NullMarked
package dev.mcpgateway.server.model;

import org.jspecify.annotations.NullMarked;
