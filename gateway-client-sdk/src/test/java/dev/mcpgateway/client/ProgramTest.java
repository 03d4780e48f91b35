package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole program with the client in it. */
class ProgramTest {

    @TempDir
    Path folder;

    /** What a careless program does: it never closes the client. */
    static final class Careless {
        private Careless() {}

        /** Makes a call and returns while another is under way. */
        @SuppressWarnings("FutureReturnValueIgnored") // that is the carelessness
        public static void main(String[] arguments) {
            GatewayClient client = GatewayClient.create(arguments[0], "key");
            System.out.println(client.createUser("a").email());
            client.async().createUser("b");
        }
    }

    @Test
    void aProgramEndsByItselfThoughItsClientIsOpenAndACallIsUnderWay() throws IOException, InterruptedException {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(new MockResponse.Builder()
                    .code(201)
                    .body("{\"message\":\"\",\"data\":{\"user_id\":\"u\",\"email\":\"it-ran\"}}")
                    .build());
            server.start();
            Path output = folder.resolve("output");
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Careless.class.getName(),
                            server.url("/").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                assertTrue(program.waitFor(60, TimeUnit.SECONDS), "the program has not ended");
                assertEquals("it-ran\n", Files.readString(output, StandardCharsets.UTF_8));
                assertEquals(0, program.exitValue());
            } finally {
                program.destroyForcibly();
            }
        }
    }
}
