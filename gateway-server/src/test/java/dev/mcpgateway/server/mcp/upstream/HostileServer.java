package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * An MCP server as a process of its own that behaves as its arguments say: the first is a mark by which a test finds the process, the
 * others are vices.
 */
public final class HostileServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 1_000;

    private final List<String> vices;
    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private int calls;
    private int generation;

    private HostileServer(List<String> vices) {
        this.vices = vices;
    }

    public static void main(String[] args) throws Exception {
        new HostileServer(List.of(args).subList(1, args.length)).run();
    }

    private void run() throws IOException, InterruptedException {
        if (has("exit-at-start")) {
            System.err.println("no such database, token " + System.getenv("TOKEN"));
            System.exit(3);
        }
        if (has("stubborn")) {
            Runtime.getRuntime().addShutdownHook(new Thread(HostileServer::sleepForEver));
        }
        if (has("grandchildren")) {
            spawnGrandchildren();
        }
        if (has("garbage")) {
            out.println("Welcome to the server!");
            out.println("{\"jsonrpc\":\"1.0\"}");
            out.println("[]");
        }
        if (has("flood-stdout")) {
            flood(out, "x".repeat(200));
        }
        if (has("flood-stderr")) {
            flood(System.err, "secret is " + System.getenv("TOKEN"));
        }
        if (has("long-line")) {
            out.print("x".repeat(11 << 20));
            out.flush();
        }
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!has("silent")) {
                answer(JSON.readTree(line), lines);
            }
        }
        if (has("stubborn")) {
            sleepForEver();
        }
    }

    private boolean has(String vice) {
        return vices.contains(vice);
    }

    private void answer(JsonNode message, BufferedReader lines) throws IOException, InterruptedException {
        JsonNode id = message.get("id");
        switch (message.path("method").asText()) {
            case "initialize" -> send(result(id, initialized(message)));
            case "tools/list" ->
                send(result(id, tools(message.at("/params/cursor").asInt(0))));
            case "tools/call" -> call(id, message.path("params"), lines);
            case "ping" -> send(result(id, JSON.createObjectNode()));
            default -> {
                if (id != null && has("exit-at-unknown")) {
                    System.exit(4);
                }
                if (id != null && message.has("method") && !has("ignores-unknown")) {
                    ObjectNode error = JSON.createObjectNode().put("jsonrpc", "2.0");
                    error.set("id", id);
                    error.putObject("error").put("code", -32601).put("message", "Method not found");
                    send(error);
                }
            }
        }
    }

    private ObjectNode initialized(JsonNode message) {
        ObjectNode result = JSON.createObjectNode();
        result.set("protocolVersion", message.at("/params/protocolVersion"));
        result.putObject("capabilities").putObject("tools").put("listChanged", true);
        result.putObject("serverInfo").put("name", "hostile").put("version", "1.0");
        result.put("unknownField", "kept");
        return result;
    }

    private ObjectNode tools(int from) {
        int all = has("many-tools") ? 5_000 : 2;
        ObjectNode result = JSON.createObjectNode();
        ArrayNode tools = result.putArray("tools");
        for (int i = from; i < Math.min(all, from + PAGE); i++) {
            ObjectNode tool = tools.addObject().put("name", "tool-" + generation + "-" + i);
            tool.put("description", "Number " + i).putObject("inputSchema").put("type", "object");
        }
        if (from + PAGE < all) {
            result.put("nextCursor", Integer.toString(from + PAGE));
        } else if (has("circle")) {
            result.put("nextCursor", Integer.toString(from));
        }
        return result;
    }

    private void call(JsonNode id, JsonNode params, BufferedReader lines) throws IOException, InterruptedException {
        calls++;
        if (has("exit-at-third-call") && calls == 3) {
            System.exit(7);
        }
        String name = params.path("name").asText();
        switch (name) {
            case "environment" -> text(id, JSON.writeValueAsString(new TreeMap<>(System.getenv())));
            case "directory" -> text(id, System.getProperty("user.dir"));
            case "pid" -> text(id, Long.toString(ProcessHandle.current().pid()));
            case "sleep" -> {
                TimeUnit.MILLISECONDS.sleep(params.at("/arguments/millis").asLong());
                text(id, "slept");
            }
            case "never" -> calls++;
            case "exit" -> System.exit(9);
            case "change" -> {
                generation++;
                send(JSON.createObjectNode().put("jsonrpc", "2.0").put("method", "notifications/tools/list_changed"));
                text(id, "changed");
            }
            case "progress" -> {
                for (int i = 1; i <= 3; i++) {
                    ObjectNode progress =
                            JSON.createObjectNode().put("jsonrpc", "2.0").put("method", "notifications/progress");
                    ObjectNode told = progress.putObject("params").put("progress", i);
                    told.set("progressToken", params.at("/_meta/progressToken"));
                    send(progress);
                }
                text(id, params.at("/_meta/progressToken").toString());
            }
            case "ask" -> {
                ObjectNode request =
                        JSON.createObjectNode().put("jsonrpc", "2.0").put("id", "mine");
                request.put("method", "roots/list");
                send(request);
                text(id, lines.readLine());
            }
            default -> text(id, params.toString());
        }
    }

    private void text(JsonNode id, String text) throws IOException {
        ObjectNode result = JSON.createObjectNode();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        send(result(id, result));
    }

    private static ObjectNode result(JsonNode id, ObjectNode result) {
        ObjectNode response = JSON.createObjectNode().put("jsonrpc", "2.0");
        response.set("id", id);
        response.set("result", result);
        return response;
    }

    private void send(ObjectNode message) throws IOException {
        out.println(JSON.writeValueAsString(message));
        out.flush();
    }

    /** One that stays in the session, one that leaves it, and one whose parent is gone. */
    private static void spawnGrandchildren() throws IOException {
        List<List<String>> commands = new ArrayList<>();
        commands.add(List.of("sleep", System.getenv("SLEEP")));
        commands.add(List.of("setsid", "sleep", System.getenv("SLEEP")));
        commands.add(List.of("sh", "-c", "(setsid sleep " + System.getenv("SLEEP") + " &)"));
        for (List<String> command : commands) {
            new ProcessBuilder(command).inheritIO().start();
        }
    }

    private static void flood(PrintStream stream, String line) {
        Thread thread = new Thread(() -> {
            while (true) {
                stream.println(line);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void sleepForEver() {
        try {
            TimeUnit.DAYS.sleep(1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
