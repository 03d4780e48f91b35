package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A tool or a prompt: how it is listed, and what it does. */
record Entry(ObjectNode definition, Behaviour behaviour) {
    private static final String NO_ARGUMENTS = """
            {"type": "object", "properties": {}}""";

    /** A tool without arguments. */
    static Entry tool(String name, String description, Behaviour behaviour) {
        return tool(name, description, NO_ARGUMENTS, behaviour);
    }

    static Entry tool(String name, String description, String inputSchema, Behaviour behaviour) {
        ObjectNode definition = named(name, description);
        definition.set("inputSchema", Json.object(inputSchema));
        return new Entry(definition, behaviour);
    }

    /** A prompt that requires {@code arguments}. */
    static Entry prompt(String name, String description, Behaviour behaviour, String... arguments) {
        ObjectNode definition = named(name, description);
        for (String argument : arguments) {
            definition
                    .withArray("arguments")
                    .addObject()
                    .put("name", argument)
                    .put("description", "The argument " + argument)
                    .put("required", true);
        }
        return new Entry(definition, behaviour);
    }

    /** The same tool, whose structured content is as {@code schema} says. */
    Entry returning(String schema) {
        definition.set("outputSchema", Json.object(schema));
        return this;
    }

    String name() {
        return definition.path("name").asText();
    }

    private static ObjectNode named(String name, String description) {
        return Json.object("{}").put("name", name).put("description", description);
    }
}
