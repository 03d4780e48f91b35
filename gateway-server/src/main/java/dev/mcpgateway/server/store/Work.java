package dev.mcpgateway.server.store;

/** What the committer's queue holds. */
sealed interface Work permits Pending, Errand {}
