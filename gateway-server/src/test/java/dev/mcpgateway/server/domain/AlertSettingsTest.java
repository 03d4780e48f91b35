package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertSettingsTest {
    @Test
    void whatIsNotGivenIsAsUsual() {
        assertEquals(
                new AlertSettings(AlertType.ERROR_RATE, new BigDecimal("0.5"), 300L, 10L, 300, null),
                AlertSettings.of(AlertType.ERROR_RATE, new BigDecimal("0.50"), null, null, null, null));
        assertEquals(
                new AlertSettings(AlertType.EXPIRING, BigDecimal.valueOf(7), null, null, 300, null),
                AlertSettings.of(AlertType.EXPIRING, null, null, null, null, null));
        assertEquals(
                new AlertSettings(AlertType.UNUSED, BigDecimal.valueOf(90), null, null, 300, null),
                AlertSettings.of(AlertType.UNUSED, null, null, null, null, null));
        assertEquals(
                new AlertSettings(AlertType.NEW_IP, null, null, null, 300, null),
                AlertSettings.of(AlertType.NEW_IP, null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_RATE, , , , , threshold",
        "ERROR_RATE, 0, , , , threshold",
        "ERROR_RATE, 1.01, , , , threshold",
        "ERROR_RATE, -0.5, , , , threshold",
        "ERROR_RATE, 0.0000001, , , , threshold",
        "ERROR_RATE, 0.12345678, , , , threshold",
        "ERROR_RATE, 1e-999999999, , , , threshold",
        "REQUEST_RATE, 1e999999999, , , , threshold",
        "REQUEST_RATE, , , , , threshold",
        "REQUEST_RATE, 10, , 5, , min_requests",
        "AUTH_FAILURES, 1.5, , , , threshold",
        "AUTH_FAILURES, 0, , , , threshold",
        "NEW_IP, 1, , , , threshold",
        "NEW_IP, , 60, , , window_seconds",
        "EXPIRING, 0, , , , threshold",
        "EXPIRING, 366, , , , threshold",
        "EXPIRING, 7, 60, , , window_seconds",
        "UNUSED, 90, , 3, , min_requests",
        "ERROR_RATE, 0.5, 59, , , window_seconds",
        "ERROR_RATE, 0.5, 86401, , , window_seconds",
        "ERROR_RATE, 0.5, , 0, , min_requests",
        "ERROR_RATE, 0.5, , , -1, cooldown_seconds",
        "ERROR_RATE, 0.5, , , 604801, cooldown_seconds",
    })
    void whatIsOutsideOfTheRulesIsRefusedByItsName(
            AlertType type,
            @Nullable BigDecimal threshold,
            @Nullable Long window,
            @Nullable Long minRequests,
            @Nullable Long cooldown,
            String field) {
        InvalidFieldException refused = assertThrows(
                InvalidFieldException.class,
                () -> AlertSettings.of(type, threshold, window, minRequests, cooldown, null));
        assertEquals(
                List.of(field),
                refused.problems().stream().map(FieldProblem::field).toList());
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        InvalidFieldException refused = assertThrows(
                InvalidFieldException.class,
                () -> AlertSettings.of(AlertType.ERROR_RATE, null, 1L, -1L, -1L, "nowhere"));
        assertEquals(
                List.of("threshold", "window_seconds", "min_requests", "cooldown_seconds", "webhook_url"),
                refused.problems().stream().map(FieldProblem::field).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hooks.example.com/x",
                "ftp://hooks.example.com/x",
                "file:///etc/passwd",
                "https://",
                "https:///x",
                "https://user:secret@hooks.example.com/",
                "https://hooks.example.com/#part",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:65536/",
                "https://h\u00f6oks.example.com/",
                "https://hooks.example.com/\u00e9",
                "https://hooks.example.com/a b",
                "https://hooks.example.com/\r\nX: y",
                "http://[fe80::1%25eth0/",
            })
    void aWebhookThatIsNoUrlOfHttpIsRefused(String url) {
        assertThrows(
                InvalidFieldException.class,
                () -> AlertSettings.of(AlertType.NEW_IP, null, null, null, null, url),
                url);
    }

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com, hooks.example.com, 443, hooks.example.com, /",
        "HTTP://hooks.example.com:8080/a/b?c=d%20e, hooks.example.com, 8080, hooks.example.com:8080, /a/b?c=d%20e",
        "http://[2001:db8::1]/x, 2001:db8::1, 80, [2001:db8::1], /x",
        "https://hooks.example.com?q, hooks.example.com, 443, hooks.example.com, /?q",
    })
    void aWebhookIsTakenApartAsHttpNeedsIt(String text, String host, int port, String authority, String target) {
        HttpUrl url = HttpUrl.parse(text);
        assertEquals(host, url.host());
        assertEquals(port, url.port());
        assertEquals(authority, url.authority());
        assertEquals(target, url.target());
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost/, true",
        "http://LOCALHOST:80/, true",
        "http://a.localhost/, true",
        "http://127.0.0.1/, true",
        "http://[::1]/, true",
        "http://[::ffff:10.0.0.1]/, true",
        "http://169.254.169.254/latest, true",
        "https://hooks.example.com/, false",
        "https://1.1.1.1/, false",
    })
    void aHostThatIsPlainlyPrivateIsRecognisedWithoutALookUp(String url, boolean isPrivate) {
        assertEquals(isPrivate, HttpUrl.parse(url).isPlainlyPrivate());
    }
}
