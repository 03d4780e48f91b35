package dev.mcpgateway.server.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.server.testing.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** One life of a configuration file under processes that are killed: start, compare, write, kill, and again. */
final class KillRounds {
    private static final int WRITERS = 8;

    /** When the next process is killed; a start that is killed follows on the last kill without a pause. */
    private enum Moment {
        WRITING(4),
        STARTING(2),
        WRITING_THE_FILE(2),
        WRITING_THE_FILE_UNDER_LOAD(1),
        STOPPING(1);

        /** How many of ten kills. */
        private final int share;

        Moment(int share) {
            this.share = share;
        }
    }

    private final Path config;
    private final Random random;
    private final List<Writer> writers;
    private final Map<Moment, Integer> kills = new EnumMap<>(Moment.class);
    private final List<Moment> next = new ArrayList<>();
    private String adminKey = "";
    private int lost;
    private int half;

    KillRounds(Path config, Random random) {
        this.config = config;
        this.random = random;
        this.writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> new Writer(number, new Random(random.nextLong())))
                .toList();
    }

    /** Kills {@code count} processes, compares after each, and at the end lets one stop by itself and compares again. */
    void run(int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            try (GatewayProcess first = GatewayProcess.launch(config)) {
                first.awaitReady();
                adminKey = Exchange.JSON
                        .readTree(config.toFile())
                        .path("admin_apikey")
                        .asText();
            }
            for (int i = 0; i < count && lost + half == 0; i++) {
                kill(nextMoment(), threads);
                parse();
            }
            for (int i = 0; i < 2; i++) {
                try (GatewayProcess process = GatewayProcess.launch(config)) {
                    compare(client(process));
                    process.stop();
                    parse();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    long acknowledged() {
        return writers.stream().mapToLong(Writer::acknowledgements).sum();
    }

    String damage() {
        return "lost=" + lost + " half=" + half;
    }

    String summary() {
        int all = kills.values().stream().mapToInt(Integer::intValue).sum();
        return "kills=" + all + " acknowledged=" + acknowledged() + " " + damage() + " " + kills;
    }

    private Moment nextMoment() {
        if (next.isEmpty()) {
            for (Moment moment : Moment.values()) {
                next.addAll(Collections.nCopies(moment.share, moment));
            }
            Collections.shuffle(next, random);
        }
        Moment moment = next.remove(next.size() - 1);
        kills.merge(moment, 1, Integer::sum);
        return moment;
    }

    private void kill(Moment moment, ExecutorService threads) throws Exception {
        try (GatewayProcess process = GatewayProcess.launch(config)) {
            if (moment == Moment.STARTING) {
                Kill.whileItStarts(process, config, random);
                return;
            }
            AdminClient client = client(process);
            compare(client);
            AtomicBoolean stopped = new AtomicBoolean();
            double shareOfLong = moment == Moment.WRITING_THE_FILE_UNDER_LOAD ? 0.7 : 0;
            List<Future<?>> writing = new ArrayList<>();
            for (Writer writer : writers) {
                writing.add(threads.submit(() -> {
                    writer.write(client, stopped::get, shareOfLong);
                    return null;
                }));
            }
            switch (moment) {
                case WRITING_THE_FILE -> {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
                    // The file is written when nothing has changed for a second.
                    stopped.set(true);
                    Kill.whileItWritesTheFile(process, config, random);
                }
                case WRITING_THE_FILE_UNDER_LOAD -> Kill.whileItWritesTheFile(process, config, random);
                case STOPPING -> {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
                    Kill.whileItStops(process, random);
                }
                default -> Kill.afterAWhile(process, random);
            }
            for (Future<?> writer : writing) {
                await(writer);
            }
        }
    }

    private static void await(Future<?> writer) throws InterruptedException, TimeoutException {
        try {
            writer.get(GatewayProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException wrong) {
            throw new AssertionError("a writer was answered what it should not have been", wrong.getCause());
        }
    }

    private AdminClient client(GatewayProcess process) throws IOException, InterruptedException {
        return new AdminClient(process.awaitReady(), adminKey);
    }

    private void compare(AdminClient client) throws IOException, InterruptedException {
        client.get("/health");
        Observation observation = Observation.of(client);
        assertEquals(List.of(), observation.orphans(), "keys without an owner or a project");
        for (Writer writer : writers) {
            String state = writer.state();
            Verdict verdict = writer.settle(observation);
            lost += verdict.lost().size();
            half += verdict.half().size();
            if (!verdict.lost().isEmpty() || !verdict.half().isEmpty()) {
                System.out.println("KillIT: " + state + " " + verdict);
            }
        }
    }

    /** Whenever the process is gone there is one whole file. */
    private void parse() throws IOException {
        try (var in = Files.newInputStream(config)) {
            assertEquals(
                    adminKey, Exchange.JSON.readTree(in).path("admin_apikey").asText());
        }
    }
}
