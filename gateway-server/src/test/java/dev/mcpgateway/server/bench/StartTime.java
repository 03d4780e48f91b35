package dev.mcpgateway.server.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a gateway takes from the start of its process to the first authenticated answer, and what it then weighs. */
public final class StartTime {
    private StartTime() {}

    /** The arguments are a port, an admin key, and the command that starts the gateway there. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Arrays.asList(args).subList(2, args.length));
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            URI url = URI.create("http://127.0.0.1:" + args[0] + "/api/v1/projects?limit=1");
            while (status(url, args[1]) != 200) {
                if (!process.isAlive()) {
                    throw new IOException("the gateway has ended");
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
            System.out.printf("%.2f%n", (System.nanoTime() - begun) / 1e9);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static int status(URI url, String key) {
        try {
            HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
            connection.setRequestProperty("Authorization", "Bearer " + key);
            return connection.getResponseCode();
        } catch (IOException notYet) {
            return -1;
        }
    }
}
