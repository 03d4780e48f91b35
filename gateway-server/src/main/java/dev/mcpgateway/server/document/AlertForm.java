package dev.mcpgateway.server.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Alert;
import dev.mcpgateway.server.domain.AlertSettings;
import dev.mcpgateway.server.domain.AlertType;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.Secret;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The alerts of a key, as the document has them under it. */
final class AlertForm {
    private static final String ALERTS = "alerts";

    private AlertForm() {}

    static List<Alert> read(ObjectReader key, List<FieldProblem> problems) {
        JsonNode list = key.take(ALERTS);
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            key.problem(ALERTS, "must be a list of alerts");
            return List.of();
        }
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String path = key.path(ALERTS + "[" + i + "]");
            Alert alert = list.get(i) instanceof ObjectNode node ? read(node, path, problems) : null;
            if (alert != null) {
                alerts.add(alert);
            } else if (!list.get(i).isObject()) {
                problems.add(new FieldProblem(path, "must be an object"));
            }
        }
        return alerts;
    }

    private static @Nullable Alert read(ObjectNode node, String path, List<FieldProblem> problems) {
        ObjectReader reader = new ObjectReader(node, path, problems);
        String id = reader.requiredString("alert_id");
        AlertType type = reader.oneOf("type", AlertType.class);
        String secret = reader.string("webhook_secret");
        Instant createdAt = reader.instantOr("created_at", Instant.EPOCH);
        if (type == null) {
            if (!reader.has("type")) {
                reader.problem("type", "is required");
            }
            return null;
        }
        try {
            AlertSettings settings = AlertSettings.of(
                    type,
                    number(reader, "threshold"),
                    whole(reader, "window_seconds"),
                    whole(reader, "min_requests"),
                    whole(reader, "cooldown_seconds"),
                    reader.string("webhook_url"));
            return new Alert(id, settings, secret == null ? null : Secret.of(secret), createdAt);
        } catch (InvalidFieldException invalid) {
            invalid.problems().forEach(problem -> reader.problem(problem.field(), problem.message()));
            return null;
        }
    }

    private static @Nullable BigDecimal number(ObjectReader reader, String name) {
        JsonNode member = reader.take(name);
        if (member != null && !member.isNumber()) {
            reader.problem(name, "must be a number");
            return null;
        }
        return member == null ? null : member.decimalValue();
    }

    private static @Nullable Long whole(ObjectReader reader, String name) {
        JsonNode member = reader.take(name);
        if (member != null && !(member.isIntegralNumber() && member.canConvertToLong())) {
            reader.problem(name, "must be a whole number");
            return null;
        }
        return member == null ? null : member.longValue();
    }

    static void write(ObjectNode key, List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return;
        }
        ArrayNode list = key.putArray(ALERTS);
        for (Alert alert : alerts) {
            AlertSettings settings = alert.settings();
            ObjectNode node = list.addObject();
            node.put("alert_id", alert.id());
            node.put("type", settings.type().wireName());
            if (settings.threshold() != null) {
                node.put("threshold", settings.threshold());
            }
            if (settings.windowSeconds() != null) {
                node.put("window_seconds", settings.windowSeconds());
            }
            if (settings.minRequests() != null) {
                node.put("min_requests", settings.minRequests());
            }
            node.put("cooldown_seconds", settings.cooldownSeconds());
            PolicyForm.putIfPresent(node, "webhook_url", settings.webhookUrl());
            Secret secret = alert.webhookSecret();
            if (secret != null) {
                node.put("webhook_secret", secret.reveal());
            }
            EntityForm.writeDate(node, "created_at", alert.createdAt());
        }
    }
}
