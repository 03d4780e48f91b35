/**
 * The OpenAPI 3.1 description of the admin API: a pure function of the table of operations. May import {@code api} and what it
 * is made of; nothing imports it but the composition root.
 */
@NullMarked
package dev.mcpgateway.server.api.openapi;

import org.jspecify.annotations.NullMarked;
