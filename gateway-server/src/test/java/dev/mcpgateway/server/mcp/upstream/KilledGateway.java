package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.domain.McpServer.Sharing;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that supervises servers and is there to be killed: it prints their mark when they run. */
public final class KilledGateway {
    private KilledGateway() {}

    public static void main(String[] args) throws InterruptedException {
        RunningServers servers = new RunningServers(Path.of(args[0]));
        servers.with(servers.server(
                        "a", Sharing.SHARED, Map.of("SLEEP", args[1]), Map.of(), "stubborn", "grandchildren"))
                .hostile("b", "stubborn")
                .start();
        RunningServers.call(servers.attach("a", "1"), "pid");
        RunningServers.call(servers.attach("b", "1"), "pid");
        System.out.println(servers.mark());
        System.out.flush();
        TimeUnit.DAYS.sleep(1);
    }
}
