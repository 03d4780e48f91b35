package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.InputField;
import dev.mcpgateway.server.api.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Examples of bodies, put together from those of their fields. */
final class InputExamples {
    /** Operations whose fields do not all go together, or not best; all others have one example with every field. */
    private static final Map<String, List<Choice>> CHOICES = Map.ofEntries(
            Map.entry("createConfig", List.of(new Choice("minimal", "An empty configuration", "config_name"))),
            Map.entry("updateConfig", List.of(new Choice("mode", "Offer meta-tools instead of all tools", "mode"))),
            Map.entry(
                    "importConfig",
                    List.of(
                            new Choice("inline", "A document in the request", "config_name", "config"),
                            new Choice("file", "A file on the gateway's machine", "config_name", "input_file"))),
            Map.entry(
                    "addServer",
                    List.of(
                            new Choice(
                                    "program",
                                    "A program that the gateway launches",
                                    "server_name",
                                    "server_command",
                                    "args",
                                    "env",
                                    "description",
                                    "input_guardrails_policy"),
                            new Choice("remote", "A remote server", "server_name", "url", "headers", "description"))),
            Map.entry(
                    "updateServer",
                    List.of(
                            new Choice("program", "Other arguments and variables", "args", "env"),
                            new Choice("remote", "A remote server in place of a program", "url", "headers"))),
            Map.entry("updateInputGuardrails", policyChoices()),
            Map.entry("updateOutputGuardrails", policyChoices()),
            Map.entry(
                    "updateGuardrails",
                    List.of(
                            new Choice("inline", "Policies in the request", "input_policy", "output_policy"),
                            new Choice(
                                    "files",
                                    "Files on the gateway's machine",
                                    "input_policy_file",
                                    "output_policy_file"))),
            Map.entry("assignConfig", byNameOrId("config_name", "config_id")),
            Map.entry("addUserToProject", byNameOrId("email", "user_id")),
            Map.entry(
                    "generateApiKey",
                    Stream.concat(
                                    byNameOrId("project_name", "project_id").stream(),
                                    Stream.of(
                                            new Choice(
                                                    "labelled",
                                                    "With a name, and safe to repeat",
                                                    "project_name",
                                                    "name",
                                                    "description",
                                                    "client_token"),
                                            new Choice(
                                                    "restricted",
                                                    "For a while, for some things, from some places",
                                                    "project_name",
                                                    "scopes",
                                                    "expires_in_seconds",
                                                    "allowed_ips",
                                                    "denied_ips",
                                                    "plan",
                                                    "metadata")))
                            .toList()),
            Map.entry(
                    "updateApiKey",
                    List.of(
                            new Choice("rights", "Other rights and another end", "scopes", "expires_at", "plan"),
                            new Choice("limit", "A limit of its own", "rate_limit", "require_signature"))),
            Map.entry(
                    "restore",
                    List.of(
                            new Choice("file", "A file on the gateway's machine", "input_file"),
                            new Choice("inline", "A document in the request", "backup", "keep_admin_key"))));

    private final Gaps gaps;

    InputExamples(Gaps gaps) {
        this.gaps = gaps;
    }

    /**
     * Fields that go together.
     *
     * @param name of the example
     * @param summary what the example shows
     */
    record Choice(String name, String summary, List<String> fields) {
        Choice(String name, String summary, String... fields) {
            this(name, summary, List.of(fields));
        }
    }

    /** The {@code examples} of a body that has {@code fields}. */
    ObjectNode of(Operation<?, ?> operation, List<InputField> fields) {
        // One that no example shows is in need of its own all the same, for the command line's help.
        fields.forEach(field -> of(operation, field));
        ObjectNode examples = JsonNodeFactory.instance.objectNode();
        for (Choice choice : choices(operation, fields)) {
            ObjectNode example = examples.putObject(choice.name()).put("summary", choice.summary());
            ObjectNode value = example.putObject("value");
            choice.fields().forEach(name -> value.set(name, of(operation, named(operation, fields, name))));
        }
        return examples;
    }

    /** The example of one field. */
    JsonNode of(Operation<?, ?> operation, InputField field) {
        JsonNode given = field.doc().example();
        if (given != null) {
            return given;
        } else if (field.type() instanceof Class<?> choice && choice.isEnum()) {
            return JsonNodeFactory.instance.textNode(Shapes.wireNames(choice).get(0));
        }
        gaps.noExample(operation.id() + "." + field.name());
        return NullNode.getInstance();
    }

    private static List<Choice> choices(Operation<?, ?> operation, List<InputField> fields) {
        List<String> all = fields.stream().map(InputField::name).toList();
        return CHOICES.getOrDefault(operation.id(), List.of(new Choice("request", operation.summary(), all)));
    }

    private static InputField named(Operation<?, ?> operation, List<InputField> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(operation.id() + " has no field " + name));
    }

    private static List<Choice> policyChoices() {
        return List.of(
                new Choice("inline", "A policy in the request", "policy"),
                new Choice("file", "A file on the gateway's machine", "policy_file"));
    }

    private static List<Choice> byNameOrId(String name, String id) {
        return List.of(
                new Choice("by_" + name, "By `" + name + "`", name), new Choice("by_" + id, "By `" + id + "`", id));
    }
}
