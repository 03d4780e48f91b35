package dev.mcpgateway.server.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.testing.Exchange;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The runnable jar is killed with SIGKILL again and again while eight clients write. How often says {@code -Dfaults.kills},
 * when says {@code -Dfaults.seed}; what the processes make of the time between is their own.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("faults.kills", 20);
    private static final long SEED = Long.getLong("faults.seed", System.nanoTime());
    private static final int FIRST_STARTS = Math.max(3, KILLS / 20);

    @TempDir
    Path folder;

    @Test
    void noAcknowledgedChangeIsLostAndNoneIsHalfThereHoweverOftenTheProcessIsKilled() throws Exception {
        System.out.println("KillIT: kills=" + KILLS + " seed=" + SEED);
        KillRounds rounds = new KillRounds(folder.resolve("config.json"), new Random(SEED));

        rounds.run(KILLS);

        System.out.println("KillIT: " + rounds.summary());
        assertTrue(rounds.acknowledged() > KILLS, "the writers wrote: " + rounds.summary());
        assertEquals("lost=0 half=0", rounds.damage(), "seed=" + SEED);
    }

    @Test
    void aKillDuringTheFirstStartOfAllLeavesNothingThatStopsTheNext() throws Exception {
        Random random = new Random(SEED);
        System.out.println("KillIT: first starts=" + FIRST_STARTS + " seed=" + SEED);
        for (int i = 0; i < FIRST_STARTS; i++) {
            Path config = Files.createDirectory(folder.resolve("first" + i)).resolve("config.json");
            try (GatewayProcess killed = GatewayProcess.launch(config)) {
                Kill.whileItStarts(killed, config, random);
            }
            try (GatewayProcess next = GatewayProcess.launch(config)) {
                URI url = next.awaitReady();
                String key = Exchange.JSON
                        .readTree(config.toFile())
                        .path("admin_apikey")
                        .asText();
                assertEquals(1, new AdminClient(url, key).get("/api/v1/users").size(), "seed=" + SEED);
            }
        }
    }
}
