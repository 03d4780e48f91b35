package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code x-mcp-header} of a tool's schema (specification 2026-07-28, "Custom Headers from Tool Parameters"). */
final class HeaderAnnotations {
    private static final String ANNOTATION = "x-mcp-header";
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}");
    private static final Set<String> PRIMITIVE = Set.of("string", "integer", "boolean");
    private static final List<String> SCHEMAS = List.of(
            "items",
            "additionalItems",
            "additionalProperties",
            "contains",
            "propertyNames",
            "not",
            "if",
            "then",
            "else",
            "unevaluatedItems",
            "unevaluatedProperties",
            "prefixItems",
            "allOf",
            "anyOf",
            "oneOf");
    private static final List<String> NAMED_SCHEMAS =
            List.of("$defs", "definitions", "patternProperties", "dependentSchemas");

    private final List<ParameterHeader> found = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private HeaderAnnotations() {}

    /**
     * Those in {@code inputSchema}.
     *
     * @throws IllegalArgumentException where one of them is against the rules, with the reason
     */
    static List<ParameterHeader> of(JsonNode inputSchema) {
        HeaderAnnotations annotations = new HeaderAnnotations();
        annotations.read(inputSchema, List.of(), true);
        return List.copyOf(annotations.found);
    }

    private void read(JsonNode schema, List<String> path, boolean isReachable) {
        if (schema.isArray()) {
            schema.forEach(one -> read(one, path, false));
            return;
        }
        if (!schema.isObject()) {
            return;
        }
        if (schema.has(ANNOTATION)) {
            take(schema, path, isReachable);
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            List<String> longer = new ArrayList<>(path);
            longer.add(property.getKey());
            read(property.getValue(), longer, isReachable);
        }
        SCHEMAS.forEach(name -> read(schema.path(name), path, false));
        NAMED_SCHEMAS.forEach(name -> schema.path(name).forEach(one -> read(one, path, false)));
    }

    private void take(JsonNode schema, List<String> path, boolean isReachable) {
        String name = schema.path(ANNOTATION).asText();
        if (!isReachable || path.isEmpty()) {
            throw new IllegalArgumentException(ANNOTATION + " at a place that is no property of its own");
        } else if (!schema.path(ANNOTATION).isTextual() || !TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException(ANNOTATION + " is not the name of a header");
        } else if (!PRIMITIVE.contains(schema.path("type").asText())) {
            throw new IllegalArgumentException(ANNOTATION + " of a parameter that is no string, integer or boolean");
        } else if (!names.add(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(ANNOTATION + " names one header twice");
        }
        found.add(new ParameterHeader("Mcp-Param-" + name, path));
    }
}
