package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.HealthCheck;
import dev.mcpgateway.server.domain.Statistics;
import dev.mcpgateway.server.domain.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether the gateway runs, and whether its state is in order. */
final class HealthRoutes {
    private final ChangeLog log;
    private final HealthCheck check;
    private final Timestamps timestamps;
    private final AdminApi.About about;

    HealthRoutes(ChangeLog log, HealthCheck check, Timestamps timestamps, AdminApi.About about) {
        this.log = log;
        this.check = check;
        this.timestamps = timestamps;
        this.about = about;
    }

    record Health(String version, String configPath) {}

    record SystemHealth(
            Instant timestamp,
            @Doc("Whether there are no issues.") HealthStatus status,
            List<String> issues,
            List<String> warnings,
            Statistics statistics) {}

    enum HealthStatus {
        HEALTHY,
        UNHEALTHY
    }

    static final Operation<Operation.None, Health> HEALTH = Operation.get("/health", Operation.None.class)
            .id(Tag.HEALTH, "health")
            .doc("Ask whether the gateway runs", "Needs no key. 503 while it is starting or stopping.")
            .role(Role.PUBLIC)
            .errors(ErrorCode.SHUTTING_DOWN)
            .showsStateAlone()
            .answers("API server is healthy", Health.class);

    static final Operation<Operation.None, SystemHealth> SYSTEM_HEALTH = Operation.get(
                    "/api/v1/system/health", Operation.None.class)
            .id(Tag.HEALTH, "systemHealth")
            .doc(
                    "Look the whole state over",
                    "`issues` are what does not fit together, `warnings` what is stored and has no effect; reads every record.")
            .role(Role.ADMIN)
            .command("system health-check")
            .answers("System health check completed", SystemHealth.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                HEALTH.handledBy((in, call) -> new Health(about.version(), about.configPath())),
                SYSTEM_HEALTH.handledBy(this::check));
    }

    private SystemHealth check(Operation.None in, Call call) {
        GatewayState state = log.state();
        Instant now = timestamps.now();
        HealthCheck.Report report = check.of(state);
        List<String> issues = new ArrayList<>(report.issues());
        if (!log.isWritable()) {
            issues.add("Changes cannot be stored: the log says why");
        }
        return new SystemHealth(
                now,
                issues.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.UNHEALTHY,
                issues,
                report.warnings(),
                Statistics.of(state, now));
    }
}
