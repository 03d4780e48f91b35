package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.Change;
import java.util.List;

/**
 * Changes and their JSON, which was made before their turn came.
 *
 * @param changes those that the JSON is of, and no others
 */
record Encoded(List<Change> changes, JournalBuffer json) {}
