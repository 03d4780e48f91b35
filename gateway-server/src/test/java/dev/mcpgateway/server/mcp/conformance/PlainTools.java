package dev.mcpgateway.server.mcp.conformance;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** The tools that answer by themselves. */
final class PlainTools {
    /** Shorter than any client waits, long enough for a client to come back. */
    private static final long RECONNECTION_MILLIS = 1_500;

    private static final long STEP_MILLIS = 50;

    /** Every keyword that a relay which reads schemas into classes of its own would lose. */
    private static final String SCHEMA_2020_12 = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object",
             "$defs": {"address": {"$anchor": "addressDef", "type": "object",
               "properties": {"street": {"type": "string"}, "city": {"type": "string"}}}},
             "properties": {"name": {"type": "string"}, "address": {"$ref": "#/$defs/address"},
               "contactMethod": {"type": "string", "enum": ["phone", "email"]},
               "phone": {"type": "string"}, "email": {"type": "string"}},
             "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
             "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
             "then": {"required": ["phone"]}, "else": {"required": ["email"]},
             "additionalProperties": false}""";

    private static final String HEADER_SCHEMA = """
            {"type": "object", "required": ["region"],
             "properties": {"region": {"type": "string", "description": "Where to look", "x-mcp-header": "Region"},
               "limit": {"type": "integer", "x-mcp-header": "Limit"}, "query": {"type": "string"}}}""";

    private static final String STRUCTURED = """
            {"content": [{"type": "text", "text": "21.5 degrees"}], "structuredContent": {"degrees": 21.50, "since": null},
             "_meta": {"example.com/kept": true}}""";

    private static final String STRUCTURED_SCHEMA = """
            {"type": "object", "required": ["degrees"],
             "properties": {"degrees": {"type": "number"}, "since": {"type": ["string", "null"]}}}""";

    private PlainTools() {}

    static List<Entry> all() {
        return List.of(
                Entry.tool(
                        "test_simple_text",
                        "Returns a text",
                        call -> Outcome.text("This is a simple text response for testing.")),
                Entry.tool("test_image_content", "Returns an image", call -> Outcome.json("""
                        {"content": [{"type": "image", "data": "%s", "mimeType": "image/png"}]}""".formatted(Samples.PNG))),
                Entry.tool("test_audio_content", "Returns a sound", call -> Outcome.json("""
                        {"content": [{"type": "audio", "data": "%s", "mimeType": "audio/wav"}]}""".formatted(Samples.WAV))),
                Entry.tool("test_embedded_resource", "Returns a resource", call -> Outcome.json("""
                        {"content": [{"type": "resource", "resource": {"uri": "test://embedded-resource",
                          "mimeType": "text/plain", "text": "This is an embedded resource content."}}]}""")),
                Entry.tool(
                        "test_multiple_content_types",
                        "Returns a text, an image and a resource",
                        call -> Outcome.json("""
                        {"content": [{"type": "text", "text": "Multiple content types test:"},
                          {"type": "image", "data": "%s", "mimeType": "image/png"},
                          {"type": "resource", "resource": {"uri": "test://mixed-content-resource",
                            "mimeType": "application/json", "text": "{\\"test\\":\\"data\\",\\"value\\":123}"}}]}""".formatted(Samples.PNG))),
                Entry.tool("test_tool_with_logging", "Logs three messages while it runs", PlainTools::logging),
                Entry.tool("test_tool_with_progress", "Reports its progress three times", PlainTools::progress),
                Entry.tool(
                        "test_error_handling",
                        "Always fails",
                        call -> Outcome.failure("This tool intentionally returns an error for testing")),
                Entry.tool("test_structured_content", "Returns what its schema says", call -> Outcome.json(STRUCTURED))
                        .returning(STRUCTURED_SCHEMA),
                Entry.tool("test_reconnection", "Ends the connection while it runs", PlainTools::reconnection),
                Entry.tool(
                        "json_schema_2020_12_tool",
                        "Tool with JSON Schema 2020-12 features",
                        SCHEMA_2020_12,
                        call -> Outcome.text(call.params().path("arguments").toString())),
                Entry.tool("test_logging_tool", "Logs one message, where the caller wants to hear it", call -> {
                    call.log("info", "test_logging_tool runs");
                    return Outcome.text("Logged, where it was wanted");
                }),
                Entry.tool(
                        "test_x_mcp_header",
                        "Has arguments that are sent as headers too",
                        HEADER_SCHEMA,
                        call -> Outcome.text("Region: " + call.argument("region"))));
    }

    private static Outcome logging(Call call) throws InterruptedException {
        call.log("info", "Tool execution started");
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        call.log("info", "Tool processing data");
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        call.log("info", "Tool execution completed");
        return Outcome.text("Logged three messages");
    }

    private static Outcome progress(Call call) throws InterruptedException {
        call.progress(0, 100);
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        call.progress(50, 100);
        TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        call.progress(100, 100);
        return Outcome.text("Reported three steps");
    }

    private static Outcome reconnection(Call call) throws InterruptedException {
        call.outlet().disconnect();
        TimeUnit.MILLISECONDS.sleep(RECONNECTION_MILLIS);
        return Outcome.text("Answered after the connection was ended");
    }
}
