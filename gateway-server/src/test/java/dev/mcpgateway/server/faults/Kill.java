package dev.mcpgateway.server.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Chooses the moment of a kill. What it waits for is what the process does with its files; what remains is chance. */
final class Kill {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofNanos(50_000);

    private Kill() {}

    /** At any time while it is written to. */
    static void afterAWhile(GatewayProcess process, Random random) {
        pause(random, Duration.ofMillis(700));
        process.kill();
    }

    /** From the first moments of the virtual machine to the end of the recovery. */
    static void whileItStarts(GatewayProcess process, Path config, Random random) {
        if (random.nextInt(4) == 0) {
            pause(random, Duration.ofMillis(300));
        } else {
            Path lock = Path.of(config + ".lock");
            FileTime before = modified(lock);
            await(process, () -> !Objects.equals(before, modified(lock)));
            pause(random, Duration.ofMillis(250));
        }
        process.kill();
    }

    /** In any step of writing the configuration file, whenever that begins. */
    static void whileItWritesTheFile(GatewayProcess process, Path config, Random random) {
        List<Path> steps = List.of(Path.of(config + ".tmp"), Path.of(config + ".journal.tmp"), config);
        Path step = steps.get(random.nextInt(steps.size()));
        FileTime before = modified(step);
        await(process, () -> !Objects.equals(before, modified(step)));
        pause(random, Duration.ofMillis(5));
        process.kill();
    }

    /** While it ends by itself. */
    static void whileItStops(GatewayProcess process, Random random) {
        process.terminate();
        pause(random, Duration.ofMillis(100));
        process.kill();
    }

    private static void await(GatewayProcess process, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean() && process.isAlive() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private static void pause(Random random, Duration atMost) {
        long until = System.nanoTime() + (long) (random.nextDouble() * atMost.toNanos());
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static @Nullable FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (NoSuchFileException missing) {
            return null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
