package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.UpstreamStatus;
import org.jspecify.annotations.Nullable;

/** A server's history as an administrator sees it. */
final class StatusReport {
    private StatusReport() {}

    static UpstreamStatus of(History history, @Nullable Upstream running) {
        ObjectNode initialized = history.initialized();
        Era era = history.era();
        Attributes info = initialized != null && initialized.get("serverInfo") instanceof ObjectNode given
                ? JsonValues.attributes(given)
                : null;
        return new UpstreamStatus(
                history.state(),
                history.since(),
                era == null ? null : UpstreamStatus.Era.valueOf(era.name()),
                info,
                running != null && running.pid().isPresent()
                        ? Math.toIntExact(running.pid().getAsLong())
                        : null,
                history.restarts(),
                history.lastError(),
                history.tools(),
                running == null ? history.recentErrors() : running.recentErrors());
    }
}
