package dev.mcpgateway.server.mcp.conformance;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** A tool that takes its time unless nobody wants its answer any more, and one that tells how its last call went. */
final class SlowTool {
    private static final int STEPS = 400;
    private static final long STEP_MILLIS = 25;

    private volatile String lastCall = "none";

    List<Entry> all() {
        return List.of(
                Entry.tool("test_slow_tool", "Reports progress for ten seconds", this::run),
                Entry.tool("test_slow_tool_went", "Tells how the last slow call went", call -> Outcome.text(lastCall)));
    }

    private Outcome run(Call call) throws InterruptedException {
        lastCall = "running";
        try {
            for (int step = 1; step <= STEPS; step++) {
                if (!call.progress(step, STEPS)) {
                    lastCall = "cancelled";
                    break;
                }
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException cancelled) {
            lastCall = "cancelled";
            throw cancelled;
        }
        return Outcome.text("Done");
    }
}
