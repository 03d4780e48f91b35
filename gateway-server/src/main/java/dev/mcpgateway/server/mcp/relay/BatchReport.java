package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.keys.KeyRefusal;
import dev.mcpgateway.server.mcp.relay.Outcome.Refused;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.util.ArrayList;
import java.util.List;

/** What came of several calls, in the members that clients of Enkrypt's gateway know. */
final class BatchReport {
    private final String server;
    private final ArrayNode results = JsonRpc.object().arrayNode();
    private final List<JsonNode> others = new ArrayList<>();

    BatchReport(String server) {
        this.server = server;
    }

    /** Content that is no text, which stands behind the report. */
    List<JsonNode> others() {
        return others;
    }

    void skip(ToolCall call, String why) {
        entry(call).put("status", "skipped").put("message", why);
    }

    void add(ToolCall call, Outcome outcome) {
        ObjectNode entry = entry(call);
        if (outcome instanceof Refused refused) {
            boolean isDenied = refused.refusal() == KeyRefusal.INSUFFICIENT_SCOPE;
            failed(entry, refused.refusal().message()).put("status", isDenied ? "denied" : "error");
            return;
        }
        ObjectNode message = outcome.message() == null ? JsonRpc.object() : outcome.message();
        JsonNode result = message.path("result");
        if (message.has("error")) {
            failed(entry, message.path("error").path("message").asText());
        } else if (result.path("resultType").asText().equals("input_required")) {
            failed(
                    entry,
                    "The tool asks for more before it answers, which it can only where it is called by its own name");
        } else {
            answered(entry, result);
        }
    }

    private void answered(ObjectNode entry, JsonNode result) {
        StringBuilder text = new StringBuilder();
        for (JsonNode block : result.path("content")) {
            if (block.path("type").asText().equals("text")) {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(block.path("text").asText());
            } else {
                ObjectNode other = entry.withArray("other_content").addObject();
                other.set("type", block.path("type"));
                others.add(block);
                // The report itself is the first block.
                other.put("content_index", others.size());
            }
        }
        if (result.path("isError").asBoolean()) {
            failed(entry, "The tool reports an error");
        } else {
            entry.put("status", "success").put("message", "The tool was called");
        }
        entry.put("response", text.toString());
        if (result.has("structuredContent")) {
            entry.set("structured_content", result.get("structuredContent"));
        }
        if (result.has("_meta")) {
            entry.set("_meta", result.get("_meta"));
        }
    }

    private static ObjectNode failed(ObjectNode entry, String why) {
        return MetaResult.error(entry, why);
    }

    private ObjectNode entry(ToolCall call) {
        ObjectNode entry = results.addObject();
        entry.putObject("enkrypt_mcp_data")
                .put("call_index", results.size() - 1)
                .put("server_name", server)
                .put("tool_name", call.name());
        return entry;
    }

    ObjectNode whole() {
        int successful = count("success");
        ObjectNode report = JsonRpc.object().put("server_name", server);
        if (successful == 0) {
            MetaResult.error(report, "No call succeeded");
        } else {
            report.put("status", "success").put("message", successful + " of " + results.size() + " calls succeeded");
        }
        report.putObject("summary")
                .put("total_calls", results.size())
                .put("successful_calls", successful)
                .put("blocked_calls", count("denied"))
                .put("failed_calls", count("error"))
                .put("skipped_calls", count("skipped"));
        report.set("results", results);
        return report;
    }

    private int count(String status) {
        int count = 0;
        for (JsonNode result : results) {
            count += result.path("status").asText().equals(status) ? 1 : 0;
        }
        return count;
    }
}
