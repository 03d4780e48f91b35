package dev.mcpgateway.server.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request and the answer to it. */
@SuppressWarnings("ArrayRecordComponent") // exchanges are not compared
public record Exchange(ApiCall call, int status, HttpHeaders headers, byte[] bytes) {
    public static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String TIMESTAMP = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}";

    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public JsonNode body() {
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(this + " is not JSON", notJson);
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    public JsonNode data() {
        return body().get("data");
    }

    public String code() {
        return body().path("error").asText();
    }

    public String detail() {
        return body().path("detail").asText();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public List<String> errorFields() {
        List<String> fields = new ArrayList<>();
        body().path("errors").forEach(error -> fields.add(error.get("field").asText()));
        return fields;
    }

    public Exchange expect(int expected) {
        assertEquals(expected, status, this::toString);
        return expected < 400 ? this : expectErrorShape();
    }

    public Exchange expect(int expected, String expectedCode) {
        expect(expected);
        assertEquals(expectedCode, code(), this::toString);
        return this;
    }

    /** With the message of a success, or the detail of an error. */
    public Exchange expect(int expected, String expectedCode, String expectedDetail) {
        expect(expected, expectedCode);
        assertEquals(expectedDetail, detail(), this::toString);
        return this;
    }

    public Exchange expectInText(String... parts) {
        for (String part : parts) {
            assertTrue(text().contains(part), () -> "no " + part + " in " + this);
        }
        return this;
    }

    public Exchange expectNotInText(String... parts) {
        for (String part : parts) {
            assertFalse(text().contains(part), () -> part + " is in " + this);
        }
        return this;
    }

    /** {@code {message, data, timestamp}} and at most {@code next_cursor}. */
    public Exchange expectSuccessShape() {
        assertTrue(status < 300, this::toString);
        assertEquals("application/json; charset=utf-8", header("Content-Type"), this::toString);
        JsonNode body = body();
        assertTrue(body.path("message").isTextual() && body.has("data"), this::toString);
        assertTrue(body.path("timestamp").asText().matches(TIMESTAMP), this::toString);
        body.fieldNames()
                .forEachRemaining(name -> assertTrue(
                        List.of("message", "data", "timestamp", "next_cursor").contains(name), this::toString));
        return this;
    }

    /** {@code {error, detail, timestamp}} and at most {@code request_id} and {@code errors}. */
    public Exchange expectErrorShape() {
        assertTrue(status >= 400, this::toString);
        if (call.method().equals("HEAD")) {
            return this;
        }
        assertEquals("application/json; charset=utf-8", header("Content-Type"), this::toString);
        JsonNode body = body();
        assertTrue(body.path("error").asText().matches("[A-Z][A-Z_]+"), this::toString);
        assertTrue(body.path("detail").isTextual() && !detail().isBlank(), this::toString);
        assertTrue(body.path("timestamp").asText().matches(TIMESTAMP), this::toString);
        assertEquals(header("X-Request-Id"), body.path("request_id").asText(), this::toString);
        body.fieldNames()
                .forEachRemaining(name -> assertTrue(
                        List.of("error", "detail", "timestamp", "request_id", "errors")
                                .contains(name),
                        this::toString));
        body.path("errors")
                .forEach(error -> assertTrue(
                        error.size() == 2
                                && error.path("field").isTextual()
                                && error.path("message").isTextual(),
                        this::toString));
        assertFalse(text().contains("Exception") || text().contains("\tat "), this::toString);
        return this;
    }

    @Override
    public String toString() {
        return call + " -> " + status + " " + text();
    }
}
