package dev.mcpgateway.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.server.EmbeddedGateway;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in the README, as pasted, with nothing but the client and Jackson's core beside it; the annotations' module is for the compiler. */
class ReadmeClientIT {
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void theProgramInTheReadmeCompilesAndRunsOnTheClassPath() throws Exception {
        compile("-cp", clientAlone());
        runsTwice("-cp", folder + File.pathSeparator + clientAlone(), "Tour");
    }

    @Test
    void theProgramInTheReadmeCompilesAndRunsOnTheModulePath() throws Exception {
        Files.writeString(folder.resolve("module-info.java"), "module tour { requires dev.mcpgateway.client; }");
        Path named = Files.createDirectory(folder.resolve("tour"));
        Files.writeString(named.resolve("Tour.java"), "package tour;\n" + program());
        compile("-p", clientAlone() + File.pathSeparator + location(Nullable.class));
        runsTwice("-p", folder + File.pathSeparator + clientAlone(), "-m", "tour/tour.Tour");
    }

    private void compile(String pathOption, String path) throws IOException {
        Path source = folder.resolve("tour/Tour.java");
        List<String> arguments = new ArrayList<>(List.of("-d", folder.toString(), pathOption, path));
        if (Files.exists(source)) {
            arguments.add(folder.resolve("module-info.java").toString());
        } else {
            source = Files.writeString(folder.resolve("Tour.java"), program());
        }
        arguments.add(source.toString());
        int failures = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
        assertEquals(0, failures, "the compiler accepts the program");
    }

    private void runsTwice(String... arguments) throws Exception {
        try (EmbeddedGateway gateway = EmbeddedGateway.start()) {
            String first = run(gateway, arguments);
            assertTrue(first.startsWith("The key: mgw_"), first);
            assertTrue(first.contains("java@example.com, keys: 1"), first);
            String second = run(gateway, arguments);
            assertTrue(second.startsWith("There is a key: key_"), second);
        }
    }

    private String run(EmbeddedGateway gateway, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GATEWAY_BASE_URL", gateway.url().toString());
        builder.environment().put("GATEWAY_ADMIN_KEY", gateway.adminKey());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the program ends by itself");
        assertEquals(0, process.exitValue(), output);
        return output;
    }

    private static String program() throws IOException {
        String readme = Files.readString(Path.of(System.getProperty("gateway.root"), "README.md"));
        Matcher block = PROGRAM.matcher(readme);
        assertTrue(block.find(), "the README has a program in Java");
        return block.group(1);
    }

    private static String clientAlone() {
        return Stream.of(GatewayClient.class, JsonFactory.class)
                .map(ReadmeClientIT::location)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }
}
