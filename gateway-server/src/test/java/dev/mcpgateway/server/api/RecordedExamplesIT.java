package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.Recipe.Failure;
import dev.mcpgateway.server.store.BreakableLog;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The committed examples are what the gateway answers: {@code openapi/examples/<operationId>/<status>[-<ERROR_CODE>].json} for
 * each success and each error of an operation's own, and those of all operations once under {@code _common}. Clients test against
 * them. {@code -Dgolden.update=true} writes them anew.
 */
class RecordedExamplesIT {
    private static final Path FOLDER = Path.of("..", "openapi", "examples");
    private static final List<String> HEADERS = List.of(
            "content-type", "allow", "etag", "www-authenticate", "cache-control", "retry-after", "x-request-id");
    private static final ObjectWriter WRITER = Exchange.JSON.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    @Test
    void theCommittedExamplesAreTheAnswersOfTheGateway() throws IOException {
        Map<String, String> recorded = record();
        if (Boolean.getBoolean("golden.update")) {
            rewrite(recorded);
        }
        Map<String, String> committed = committed();
        assertEquals(committed.keySet(), recorded.keySet(), "-Dgolden.update=true rewrites them");
        recorded.forEach(
                (name, text) -> assertEquals(committed.get(name), text, name + ": -Dgolden.update=true rewrites it"));
    }

    @Test
    void recordingTwiceGivesTheSame() {
        assertEquals(record(), record());
    }

    private static Map<String, String> record() {
        Map<String, String> examples = new TreeMap<>();
        for (Operation<?, ?> operation : Operations.all()) {
            if (operation.contentType() != null) {
                continue;
            }
            Recipe recipe = Recipes.of(operation);
            put(examples, operation.id(), recipe.call(operation), operation.role() == Role.ADMIN);
            for (Failure failure : recipe.failures()) {
                if (failure.code() == ErrorCode.SHUTTING_DOWN) {
                    unready(examples, operation.id(), recipe.call(operation, failure));
                } else {
                    put(examples, operation.id(), recipe.call(operation, failure), true);
                }
            }
        }
        common(examples);
        return examples;
    }

    /** What every operation may answer, recorded of one. */
    private static void common(Map<String, String> examples) {
        ApiCall create = ApiCall.of("POST", "/api/v1/users", "{\"email\": \"user@example.com\"}");
        put(examples, "_common", create, false);
        put(examples, "_common", create.withBody("{\"email\": "), true);
        put(examples, "_common", create.withBody("{\"email\": 1}"), true);
        put(examples, "_common", create.withHeader("Content-Type", "text/plain"), true);
        put(examples, "_common", create.withMethod("PUT"), true);
        put(examples, "_common", create.withTarget("/api/v1/nothing"), true);
        unready(examples, "_common", create);
        unstored(examples, create);
        try (TestGateway keyless = gateway(null)) {
            examples.put(
                    "_common/500-AUTH_INVALID_CREDENTIALS.json",
                    text(keyless.send(named(create).withHeader("Authorization", "Bearer any"))));
        }
    }

    private static void unready(Map<String, String> examples, String folder, ApiCall call) {
        try (TestGateway starting = World.get().gateway().starting().start()) {
            put(examples, folder, starting.send(named(call)));
        }
    }

    private static void unstored(Map<String, String> examples, ApiCall call) {
        BreakableLog log = BreakableLog.of(World.get().state());
        try (TestGateway unlucky = World.get().gateway().log(state -> log).start()) {
            log.breakDisk();
            put(examples, "_common", unlucky.send(named(call)));
            log.repairDisk();
        }
    }

    /** The first of its kind stays: a recipe has its plainest failure first. */
    private static void put(Map<String, String> examples, String folder, ApiCall call, boolean withKey) {
        try (TestGateway gateway = gateway(World.get().state().settings().adminKey())) {
            Exchange exchange = withKey ? gateway.send(named(call)) : gateway.sendWithoutKey(named(call));
            for (String secret : World.get().keysInClear()) {
                assertFalse(exchange.text().contains(secret), "a key of the tests' world is in an example");
            }
            put(examples, folder, exchange);
        }
    }

    private static void put(Map<String, String> examples, String folder, Exchange exchange) {
        String code = exchange.status() < 400 ? "" : "-" + exchange.code();
        examples.putIfAbsent(folder + "/" + exchange.status() + code + ".json", text(exchange));
    }

    private static TestGateway gateway(
            dev.mcpgateway.server.domain.@org.jspecify.annotations.Nullable Secret adminKey) {
        var settings = World.get().state().settings();
        return World.get()
                .gateway()
                .files(new PretendFiles())
                .with(World.get()
                        .state()
                        .after(
                                List.of(new dev.mcpgateway.server.domain.Change.SettingsSaved(
                                        new dev.mcpgateway.server.domain.Settings(
                                                adminKey,
                                                settings.common(),
                                                settings.plugins(),
                                                settings.gateway(),
                                                settings.extra()))),
                                World.get().state().seq()))
                .start();
    }

    private static ApiCall named(ApiCall call) {
        return call.withHeader("X-Request-Id", "example");
    }

    private static String text(Exchange exchange) {
        ObjectNode example = Exchange.JSON.createObjectNode();
        ObjectNode request = example.putObject("request");
        request.put("method", exchange.call().method());
        request.put("path", exchange.call().target());
        ObjectNode sent = request.putObject("headers");
        if (exchange.call().body() != null) {
            sent.put("Content-Type", "application/json");
        }
        exchange.call().headers().forEach((name, value) -> {
            if (!name.equals("Authorization")) {
                sent.put(name, value);
            }
        });
        request.set("body", exchange.call().body() == null ? null : bodyOf(exchange.call()));
        ObjectNode response = example.putObject("response");
        response.put("status", exchange.status());
        ObjectNode received = response.putObject("headers");
        for (String name : HEADERS) {
            exchange.headers().firstValue(name).ifPresent(value -> received.put(name, value));
        }
        response.set("body", exchange.body());
        try {
            return WRITER.writeValueAsString(example) + "\n";
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A body that is not JSON is shown as the text it is. */
    private static JsonNode bodyOf(ApiCall call) {
        try {
            return Exchange.JSON.readTree(call.bodyText());
        } catch (IOException notJson) {
            return Exchange.JSON.getNodeFactory().textNode(call.bodyText());
        }
    }

    private static Map<String, String> committed() throws IOException {
        Map<String, String> examples = new TreeMap<>();
        for (Path file : files()) {
            examples.put(FOLDER.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        }
        return examples;
    }

    private static void rewrite(Map<String, String> recorded) throws IOException {
        for (Path stale : files()) {
            Files.delete(stale);
        }
        for (Map.Entry<String, String> example : recorded.entrySet()) {
            Path file = FOLDER.resolve(example.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, example.getValue());
        }
    }

    private static List<Path> files() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).toList());
        }
    }
}
