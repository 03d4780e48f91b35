package dev.mcpgateway.server.alerts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Alert;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.WireTime;
import dev.mcpgateway.server.usage.AlertState;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;

/** What is said of an alert whose state has changed. */
record AlertReport(Alert alert, ApiKey key, AlertState state, Finding finding, Instant at) {
    private static final JsonMapper JSON = new JsonMapper();

    /** For the log. */
    String text() {
        String line = "alert " + alert.id() + " (" + type() + ") of key " + key.id() + " is " + stateName();
        if (!finding.addresses().isEmpty()) {
            return line + ": used from " + String.join(", ", addresses());
        }
        return finding.value() == null
                ? line
                : line + ": " + finding.value() + ", the threshold is "
                        + alert.settings().threshold();
    }

    /** For a webhook. */
    String body() {
        ObjectNode body = JSON.createObjectNode();
        body.put("alert_id", alert.id());
        body.put("type", type());
        body.put("state", stateName());
        body.put("since", WireTime.format(state.since()));
        body.put("threshold", alert.settings().threshold());
        body.put("window_seconds", alert.settings().windowSeconds());
        body.put("value", finding.value());
        ArrayNode addresses = body.putArray("addresses");
        addresses().forEach(addresses::add);
        body.put("key_id", key.id());
        body.put("api_key", key.credential().mask());
        body.put("key_name", key.settings().name());
        body.put("user_id", key.userId());
        body.put("project_id", key.projectId());
        body.put("timestamp", WireTime.format(at));
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree cannot be written", impossible);
        }
    }

    private String type() {
        return alert.settings().type().wireName();
    }

    private String stateName() {
        return state.isFiring() ? "firing" : "ok";
    }

    private List<String> addresses() {
        return finding.addresses().stream().map(InetAddress::getHostAddress).toList();
    }
}
