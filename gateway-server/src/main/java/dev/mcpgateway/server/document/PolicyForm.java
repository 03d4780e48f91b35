package dev.mcpgateway.server.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A guardrail policy in its documented form (contract: guardrails.md). */
public final class PolicyForm {
    private static final Set<String> ADDITIONAL_CONFIG = Set.of(
            "pii_redaction", "relevancy", "adherence", "hallucination", "keywords", "whole_word", "patterns", "limits");

    private PolicyForm() {}

    /** A policy of a document or of an answer: what is not known is kept. */
    static Policy read(ObjectNode node, String path, List<FieldProblem> problems) {
        ObjectReader reader = new ObjectReader(node, path, problems);
        // Answers carry it: what is read can be sent back, and what is enforced is never stored.
        reader.take("enforcement");
        return new Policy(
                reader.bool("enabled"),
                reader.string("policy_name"),
                reader.oneOf("provider", Policy.Provider.class),
                reader.strings("block"),
                reader.strings("warn"),
                reader.attributes("additional_config"),
                reader.oneOf("on_error", Policy.OnError.class),
                reader.oneOf("on_change", Policy.OnChange.class),
                reader.rest());
    }

    /**
     * A policy that a request brings inline: a field that is not known, and that the stored policy does not have, is
     * refused, because a mistyped one would let through what it was to stop.
     *
     * @throws InvalidFieldException naming every such field
     */
    public static Policy readStrictly(ObjectNode node, String path, @Nullable Policy stored) {
        List<FieldProblem> problems = new ArrayList<>();
        Policy policy = read(node, path, problems);
        refuseUnknown(policy.extra(), stored == null ? Attributes.EMPTY : stored.extra(), Set.of(), path, problems);
        Attributes storedConfig =
                stored == null || stored.additionalConfig() == null ? Attributes.EMPTY : stored.additionalConfig();
        if (policy.additionalConfig() != null) {
            refuseUnknown(
                    policy.additionalConfig(), storedConfig, ADDITIONAL_CONFIG, path + ".additional_config", problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
        return policy;
    }

    /**
     * A policy read from a file: what is not known is kept.
     *
     * @throws InvalidFieldException naming every field of the wrong type
     */
    public static Policy readLeniently(ObjectNode node, String path) {
        List<FieldProblem> problems = new ArrayList<>();
        Policy policy = read(node, path, problems);
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
        return policy;
    }

    public static ObjectNode write(Policy policy) {
        ObjectNode node = JsonValues.object();
        node.put("enabled", policy.enabled());
        putIfPresent(node, "policy_name", policy.policyName());
        putIfPresent(node, "provider", policy.provider());
        if (policy.additionalConfig() != null) {
            node.set("additional_config", JsonValues.node(policy.additionalConfig()));
        }
        putIfPresent(node, "block", policy.block());
        putIfPresent(node, "warn", policy.warn());
        putIfPresent(node, "on_error", policy.onError());
        putIfPresent(node, "on_change", policy.onChange());
        JsonValues.addMissing(node, policy.extra());
        return node;
    }

    /** Sets {@code name} to a string, an enum's wire name or a list of strings; null leaves it out. */
    static void putIfPresent(ObjectNode node, String name, @Nullable Object value) {
        if (value instanceof Enum<?> constant) {
            node.put(name, ObjectReader.wireName(constant));
        } else if (value instanceof String text) {
            node.put(name, text);
        } else if (value instanceof List<?> list) {
            ArrayNode array = node.putArray(name);
            list.forEach(item -> array.add((String) item));
        }
    }

    private static void refuseUnknown(
            Attributes given, Attributes stored, Set<String> known, String path, List<FieldProblem> problems) {
        for (String name : given.asMap().keySet()) {
            if (!known.contains(name) && !stored.has(name)) {
                problems.add(new FieldProblem(path + "." + name, "is not a field of a guardrail policy"));
            }
        }
    }
}
