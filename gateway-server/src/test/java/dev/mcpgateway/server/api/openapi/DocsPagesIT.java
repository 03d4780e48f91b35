package dev.mcpgateway.server.api.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocsPagesIT {
    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    private static TestGateway gateway;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start();
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html",
        "/docs/, text/html",
        "/docs?url=https://elsewhere.example/openapi.json, text/html",
        "/docs/docs.js, text/javascript",
        "/docs/docs.css/, text/css",
        "/docs/swagger-ui.css, text/css",
        "/docs/swagger-ui-bundle.js, text/javascript",
        "/redoc, text/html",
        "/redoc/redoc.js, text/javascript",
        "/redoc/redoc.standalone.js, text/javascript"
    })
    void aPageNeedsNoKeyAndCarriesItsPolicy(String path, String type) {
        Exchange page = get(path).expect(200);

        assertEquals(type + "; charset=utf-8", page.header("Content-Type"));
        assertEquals("nosniff", page.header("X-Content-Type-Options"));
        assertTrue(page.bytes().length > 0);
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        assertFalse(policy.contains("http") || policy.contains("*") || policy.contains("unsafe-eval"), policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/redoc"})
    void everythingThatAPageNamesIsThere(String page) {
        Matcher reference = REFERENCE.matcher(get(page).text());
        int count = 0;
        while (reference.find()) {
            String target = reference.group(1);
            if (!target.equals("data:,")) {
                get(target).expect(200);
                count++;
            }
        }
        assertTrue(count >= 3, "references: " + count);
    }

    @Test
    void nothingOfAPageLeadsABrowserToAnotherOriginOrToASourceMap() {
        for (String path : new String[] {"/redoc/redoc.standalone.js", "/docs/swagger-ui.css"}) {
            get(path).expectNotInText("cdn.redoc.ly", ".js.map", ".css.map");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/docs.html",
                "/docs/swagger-ui-bundle.js.map",
                "/docs/swagger-ui-bundle.js.gz",
                "/docs/pages/docs.js",
                "/docs/..%2fdocs.js",
                "/docs/%2e%2e/docs.js",
                "/docs/../../api.class",
                "/docs/docs.js/x",
                "/docs//docs.js",
                "/docsx",
                "/redoc/docs.js"
            })
    void anythingElseIsNotFound(String path) {
        get(path).expect(404, "ROUTE_NOT_FOUND");
    }

    @Test
    void aPageIsOnlyRead() {
        Exchange refused = gateway.sendWithoutKey(ApiCall.of("POST", "/docs", "{}"));

        refused.expect(405, "METHOD_NOT_ALLOWED");
        assertEquals("GET, HEAD, OPTIONS", refused.header("Allow"));
        Exchange options = gateway.sendWithoutKey(ApiCall.of("OPTIONS", "/docs/docs.js"));
        options.expect(204);
        assertEquals("GET, HEAD, OPTIONS", options.header("Allow"));
    }

    @Test
    void headGivesTheLengthOfGet() {
        Exchange head = gateway.sendWithoutKey(ApiCall.of("HEAD", "/redoc/redoc.standalone.js"));

        head.expect(200);
        assertEquals(0, head.bytes().length);
        assertEquals(Integer.toString(get("/redoc/redoc.standalone.js").bytes().length), head.header("Content-Length"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip | true",
                "gzip, deflate, br, zstd | true",
                "br, GZIP;q=0.5 | true",
                "gzip;q=0.001 | true",
                "gzip;q=0 | false",
                "gzip ; q=0.000 | false",
                "br | false",
                "identity | false",
                "xgzip | false"
            })
    void aClientGetsGzipWhereItSaysThatItTakesIt(String accepted, boolean gzipped) throws IOException {
        Exchange page = gateway.sendWithoutKey(
                ApiCall.of("GET", "/docs/swagger-ui.css").withHeader("Accept-Encoding", accepted));

        page.expect(200);
        assertEquals("Accept-Encoding", page.header("Vary"));
        assertEquals(gzipped ? "gzip" : "", page.header("Content-Encoding"));
        String text = gzipped ? unpacked(page.bytes()) : page.text();
        assertEquals(get("/docs/swagger-ui.css").text(), text);
    }

    @Test
    void eachFormHasItsOwnTagAndIsSentAgainOnlyWhenItChanged() {
        ApiCall plain = ApiCall.of("GET", "/docs/docs.js");
        ApiCall gzip = plain.withHeader("Accept-Encoding", "gzip");
        String plainTag = gateway.sendWithoutKey(plain).header("ETag");
        String gzipTag = gateway.sendWithoutKey(gzip).header("ETag");

        assertTrue(plainTag.matches("\"[0-9a-f]{32}\""), plainTag);
        assertTrue(gzipTag.matches("\"[0-9a-f]{32}-gzip\""), gzipTag);
        Exchange kept = gateway.sendWithoutKey(gzip.withHeader("If-None-Match", "\"other\", W/" + gzipTag));
        kept.expect(304);
        assertEquals(gzipTag, kept.header("ETag"));
        assertEquals(0, kept.bytes().length);
        gateway.sendWithoutKey(plain.withHeader("If-None-Match", plainTag)).expect(304);
        gateway.sendWithoutKey(plain.withHeader("If-None-Match", "*")).expect(304);
        gateway.sendWithoutKey(plain.withHeader("If-None-Match", gzipTag)).expect(200);
        gateway.sendWithoutKey(plain.withHeader("If-None-Match", "\"other\"")).expect(200);
    }

    @Test
    void theLogAndTheMetricsNameThePagesAsOne() {
        try (TestGateway own = TestGateway.start()) {
            own.sendWithoutKey(ApiCall.of("GET", "/docs/docs.js"));
            own.sendWithoutKey(ApiCall.of("GET", "/redoc"));
            own.get("/metrics").expectInText("operation=\"docs\"");
            String log = own.closedAccessLog();
            assertTrue(log.contains("/docs") && !log.contains("docs.js"), log);
        }
    }

    private static Exchange get(String path) {
        return gateway.sendWithoutKey(ApiCall.of("GET", path));
    }

    private static String unpacked(byte[] gzip) throws IOException {
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
