package dev.mcpgateway.server.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has cost so far, without its children (proc(5)). */
final class ProcessCost {
    /** {@code sysconf(_SC_CLK_TCK)} is 100 on every Linux. */
    private static final double MILLIS_PER_TICK = 10;

    private final Path folder;

    ProcessCost(long pid) {
        folder = Path.of("/proc", Long.toString(pid));
    }

    /** Processor time of all its threads, in its own code and in the system's, in milliseconds. */
    double millis() throws IOException {
        String stat = Files.readString(folder.resolve("stat"));
        // The name before it may hold spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return MILLIS_PER_TICK * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    }

    /** What of it is in memory, in MB. */
    double residentMegabytes() throws IOException {
        return Files.readAllLines(folder.resolve("status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024.0;
    }
}
