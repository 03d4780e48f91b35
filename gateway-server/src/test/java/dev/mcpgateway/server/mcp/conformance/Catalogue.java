package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The tools and prompts there are at the moment: two tools make one more of each come and go. */
final class Catalogue {
    private final List<Entry> tools = new ArrayList<>();
    private final List<Entry> prompts = new ArrayList<>(Prompts.all());
    private final AtomicInteger toolChanges = new AtomicInteger();
    private final AtomicInteger promptChanges = new AtomicInteger();

    Catalogue(Seal seal, Audience audience) {
        tools.addAll(new SlowTool().all());
        tools.addAll(PlainTools.all());
        tools.addAll(AskingTools.all());
        tools.addAll(new StatefulTools(seal).all());
        tools.add(Entry.tool("test_trigger_tool_change", "Changes the list of tools", call -> {
            toolChanges.incrementAndGet();
            audience.changed("tools");
            return Outcome.text("The list of tools has changed");
        }));
        tools.add(Entry.tool("test_trigger_prompt_change", "Changes the list of prompts", call -> {
            promptChanges.incrementAndGet();
            audience.changed("prompts");
            return Outcome.text("The list of prompts has changed");
        }));
        tools.add(Entry.tool("test_trigger_resource_update", "Updates the watched resource", call -> {
            audience.updated(Resources.WATCHED);
            return Outcome.text("The watched resource has changed");
        }));
    }

    List<Entry> tools() {
        Entry more = Entry.tool("test_changing_tool", "Comes and goes", call -> Outcome.text("It is there"));
        return with(tools, more, toolChanges);
    }

    List<Entry> prompts() {
        Entry more = Entry.prompt("test_changing_prompt", "Comes and goes", call -> Outcome.json("""
                {"messages": []}"""));
        return with(prompts, more, promptChanges);
    }

    static ObjectNode list(String name, List<Entry> entries) {
        ObjectNode result = JsonRpc.object();
        entries.stream().map(Entry::definition).map(ObjectNode::deepCopy).forEach(result.putArray(name)::add);
        return result;
    }

    static Entry find(List<Entry> entries, JsonNode name) throws RpcError {
        return entries.stream()
                .filter(entry -> entry.name().equals(name.textValue()))
                .findFirst()
                .orElseThrow(() -> new RpcError(RpcError.INVALID_PARAMS, "Unknown name: " + name.asText()));
    }

    private static List<Entry> with(List<Entry> entries, Entry more, AtomicInteger changes) {
        return changes.get() % 2 == 0
                ? entries
                : Stream.concat(entries.stream(), Stream.of(more)).toList();
    }
}
