package dev.mcpgateway.server.mcp.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import dev.mcpgateway.server.testing.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One MCP server in a configuration, which answers as a test says; what it is told holds for the next request. */
public final class ScriptedServer {
    private static final Map<String, String> LISTS = Map.of(
            "tools/list", "tools",
            "resources/list", "resources",
            "resources/templates/list", "resourceTemplates",
            "prompts/list", "prompts");

    private final String name;
    private final List<String> command;
    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();
    private final Map<String, List<ObjectNode>> lists = new ConcurrentHashMap<>();
    private final ObjectNode capabilities = JsonRpc.object();
    private final List<ScriptedChild> children = new CopyOnWriteArrayList<>();
    private volatile BiConsumer<ScriptedChild, ObjectNode> onAnswer = (child, response) -> {};
    private volatile String settings = "";
    private volatile int pageSize = Integer.MAX_VALUE;

    /** What a server does with a request. */
    @FunctionalInterface
    public interface Behaviour {
        /** No answer. */
        Behaviour SILENT = (child, request) -> null;

        /** @return the result; null where it comes later, or never */
        @Nullable
        ObjectNode answer(ScriptedChild child, ObjectNode request);
    }

    ScriptedServer(String name, String... command) {
        this.name = name;
        this.command = List.of(command);
        tools("echo");
    }

    public String name() {
        return name;
    }

    /** The body of addServer. */
    public String json() {
        ObjectNode body = JsonRpc.object().put("server_name", name).put("server_command", command.get(0));
        ArrayNode args = body.putArray("args");
        command.subList(1, command.size()).forEach(args::add);
        body.setAll(JsonRpc.parse(("{" + settings + "}").getBytes(StandardCharsets.UTF_8))
                .orElseThrow());
        return JsonRpc.text(body);
    }

    /** @param members of the body of addServer, as {@code "sharing": "shared"} */
    public ScriptedServer settings(String members) {
        settings = members;
        return this;
    }

    public ScriptedServer shared() {
        return settings("\"sharing\": \"shared\"");
    }

    public ScriptedServer tools(String... names) {
        return list("tools", "name", names);
    }

    public ScriptedServer prompts(String... names) {
        return list("prompts", "name", names);
    }

    public ScriptedServer resources(String... uris) {
        capability("resources", "subscribe");
        return list("resources", "uri", uris);
    }

    public ScriptedServer templates(String... templates) {
        return list("resourceTemplates", "uriTemplate", templates);
    }

    /** Answers lists in pages of so many. */
    public ScriptedServer pagesOf(int size) {
        pageSize = size;
        return this;
    }

    public ScriptedServer capability(String capability, String... parts) {
        synchronized (capabilities) {
            ObjectNode declared = capabilities.withObject("/" + capability);
            for (String part : parts) {
                declared.put(part, true);
            }
        }
        return this;
    }

    private ScriptedServer list(String member, String key, String... names) {
        capability(member.equals("resourceTemplates") ? "resources" : member, "listChanged");
        lists.put(
                member,
                List.of(names).stream()
                        .map(item -> JsonRpc.object().put(key, item).put("x-of", name))
                        .toList());
        return this;
    }

    /** @param method of the requests it is for, or {@code tools/call <tool>} */
    public ScriptedServer on(String method, Behaviour behaviour) {
        behaviours.put(method, behaviour);
        return this;
    }

    /** @param reaction to each response to what a child has asked */
    public ScriptedServer onAnswer(BiConsumer<ScriptedChild, ObjectNode> reaction) {
        onAnswer = reaction;
        return this;
    }

    /** All that ever ran. */
    public List<ScriptedChild> children() {
        return children;
    }

    public long running() {
        return children.stream().filter(ScriptedChild::isAlive).count();
    }

    /** The latest child, once there is one. */
    public ScriptedChild child() {
        return child(1);
    }

    /** The child that was started as number {@code number}, from 1 on, or a later one. */
    public ScriptedChild child(int number) {
        Eventually.await("child " + number + " of " + name, () -> children.size() >= number);
        return children.get(children.size() - 1);
    }

    /** The first child that was sent a request or notification of this method. */
    public ScriptedChild childThatReceived(String method) {
        Eventually.await(method + " at " + name, () -> children.stream().anyMatch(child -> child.hasReceived(method)));
        return children.stream()
                .filter(child -> child.hasReceived(method))
                .findFirst()
                .orElseThrow();
    }

    /** How many requests and notifications of this method all children were sent. */
    public long received(String method) {
        return children.stream().mapToLong(child -> child.received(method)).sum();
    }

    public void crashAll() {
        children.forEach(ScriptedChild::crash);
    }

    void started(ScriptedChild child) {
        children.add(child);
    }

    void received(ScriptedChild child, ObjectNode message) {
        child.note(message);
        if (JsonRpc.kind(message) == JsonRpc.Kind.RESPONSE) {
            onAnswer.accept(child, message);
        }
        if (JsonRpc.kind(message) == JsonRpc.Kind.REQUEST) {
            String method = JsonRpc.method(message);
            Behaviour general = behaviours.getOrDefault(method, (who, request) -> usual(request));
            Behaviour behaviour = behaviours.getOrDefault(
                    method + " " + message.at("/params/name").asText(), general);
            ObjectNode result = behaviour.answer(child, message);
            if (result != null) {
                child.answer(message, result);
            }
        }
    }

    /** What a server answers that was told nothing. */
    public ObjectNode usual(ObjectNode request) {
        JsonNode params = request.path("params");
        String method = JsonRpc.method(request);
        return switch (method) {
            case "initialize" -> {
                ObjectNode result = JsonRpc.object();
                result.set("protocolVersion", params.path("protocolVersion"));
                synchronized (capabilities) {
                    result.set("capabilities", capabilities.deepCopy());
                }
                result.putObject("serverInfo").put("name", name).put("version", "1");
                yield result;
            }
            case "tools/list", "resources/list", "resources/templates/list", "prompts/list" ->
                page(LISTS.get(method), params.path("cursor").asInt(0));
            case "tools/call" -> text(name + ": " + params.path("name").asText());
            case "prompts/get" -> {
                ObjectNode result = JsonRpc.object();
                result.putArray("messages")
                        .addObject()
                        .put("role", "user")
                        .putObject("content")
                        .put("type", "text")
                        .put("text", name + ": " + params.path("name").asText());
                yield result;
            }
            case "resources/read" -> {
                ObjectNode result = JsonRpc.object();
                result.putArray("contents")
                        .addObject()
                        .put("uri", params.path("uri").asText())
                        .put("text", name);
                yield result;
            }
            case "completion/complete" -> {
                ObjectNode result = JsonRpc.object();
                result.putObject("completion").putArray("values").add(name + ": " + params.path("ref"));
                yield result;
            }
            default -> JsonRpc.object();
        };
    }

    private ObjectNode page(String member, int from) {
        List<ObjectNode> items = lists.getOrDefault(member, List.of());
        int to = (int) Math.min(items.size(), (long) from + pageSize);
        ObjectNode result = JsonRpc.object();
        result.putArray(member).addAll(items.subList(from, to));
        if (to < items.size()) {
            result.put("nextCursor", Integer.toString(to));
        }
        return result;
    }

    /** The result of a tool. */
    public static ObjectNode text(String text) {
        ObjectNode result = JsonRpc.object();
        result.putArray("content").addObject().put("type", "text").put("text", text);
        return result;
    }
}
