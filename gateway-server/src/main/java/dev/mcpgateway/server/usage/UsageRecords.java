package dev.mcpgateway.server.usage;

import java.time.Clock;

/** All that is remembered of what keys were used for, and of what came of it. */
public record UsageRecords(UsageMeter meter, AlertStates alerts, UndeliveredReports undelivered) {
    /** Nothing yet. */
    public static UsageRecords empty(Clock clock) {
        return new UsageRecords(new UsageMeter(clock), new AlertStates(), new UndeliveredReports());
    }
}
