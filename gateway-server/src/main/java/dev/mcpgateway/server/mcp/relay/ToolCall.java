package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.List;

/**
 * One of several calls that are asked for at once.
 *
 * @param name of the tool, as given
 */
record ToolCall(String name, ObjectNode arguments) {
    /** The first is the documented one; models write the others, and clients are used to having them understood. */
    private static final List<String> NAMES =
            List.of("name", "tool_name", "tool", "function", "function_name", "function_id");

    private static final List<String> ARGUMENTS = List.of(
            "args",
            "arguments",
            "tool_arguments",
            "tool_input_arguments",
            "tool_args",
            "tool_input_args",
            "parameters",
            "input",
            "params");

    /** @param where what {@code given} is called in the message of a {@link BadArgumentException} */
    static ToolCall of(ObjectNode given, String where) {
        String nameMember = present(given, NAMES);
        JsonNode name = given.path(nameMember);
        if (!name.isTextual() || name.textValue().isBlank()) {
            throw new BadArgumentException(where + "." + nameMember + " must be the name of a tool");
        }
        String argumentsMember = present(given, ARGUMENTS);
        JsonNode arguments = given.path(argumentsMember);
        if (!Arguments.isAbsent(arguments) && !arguments.isObject()) {
            throw new BadArgumentException(where + "." + argumentsMember + " must be an object");
        }
        return new ToolCall(name.textValue(), arguments instanceof ObjectNode object ? object : JsonRpc.object());
    }

    private static String present(ObjectNode given, List<String> members) {
        return members.stream()
                .filter(member -> !Arguments.isAbsent(given.path(member)))
                .findFirst()
                .orElse(members.get(0));
    }
}
