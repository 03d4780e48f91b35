package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, in which every name that could be taken for an address leads to one. */
class AddressLookupIT {
    private static final List<String> NAMES = List.of("dead.beef.cafe.ac", "7f.0.0.1", "1.2.3.400", ".1.2.3");

    @TempDir
    Path folder;

    /** Says which of its arguments are taken for an address. */
    static final class Reader {
        public static void main(String[] texts) {
            for (String text : texts) {
                try {
                    System.out.println(text + " is " + AddressRange.parse(text));
                } catch (IllegalArgumentException refused) {
                    System.out.println(text + " is none");
                }
            }
        }
    }

    @Test
    void noNameIsLookedUpInPlaceOfAnAddress() throws IOException, InterruptedException {
        Path hosts = folder.resolve("hosts");
        Files.write(hosts, NAMES.stream().map(name -> "10.1.2.3 " + name).toList());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                Reader.class.getName()));
        command.addAll(NAMES);
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(NAMES.stream().map(name -> name + " is none").toList(), Files.readAllLines(said));
    }
}
