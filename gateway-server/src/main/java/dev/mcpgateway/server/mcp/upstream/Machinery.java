package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.domain.Settings;
import dev.mcpgateway.server.mcp.process.Children;
import dev.mcpgateway.server.mcp.upstream.http.Dialer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What all supervised servers work with.
 *
 * @param directories the working directory of a server's children
 * @param settings those in force
 * @param limits those in force
 * @param total how many children there are of all servers
 * @param timer for deadlines; its tasks are short
 * @param launcher where children are launched
 * @param workers where calls of remote servers wait for their answers
 * @param dialer connects to remote servers
 */
record Machinery(
        Children children,
        LaunchRules rules,
        Handshake handshake,
        Function<ServerId, Path> directories,
        Supplier<Settings> settings,
        Supplier<Limits> limits,
        AtomicInteger total,
        ScheduledExecutorService timer,
        Executor launcher,
        Executor workers,
        Dialer dialer,
        Clock clock,
        RandomGenerator random) {

    /** Whether there may be one more child of all servers; it counts then. */
    boolean reserveChild() {
        int most = limits.get().total();
        return total.getAndUpdate(count -> count < most ? count + 1 : count) < most;
    }
}
