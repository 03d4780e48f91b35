/**
 * Persistent collections: an update gives a new version that shares nearly all of its structure with the old one, and
 * the old one never changes.
 *
 * <p>The state of the gateway is one immutable snapshot published by a volatile write. Readers therefore need no lock
 * and see one consistent state for as long as they hold it, and a mutation costs O(log n), not a copy of the map.
 */
@NullMarked
package dev.mcpgateway.server.domain.index;

import org.jspecify.annotations.NullMarked;
