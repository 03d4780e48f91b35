package dev.mcpgateway.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Pattern LINE =
            Pattern.compile("# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? [0-9.E-]+");

    private final Metrics metrics = new Metrics();

    @Test
    void answersAreCountedByOperationAndStatus() {
        metrics.count("getUser", 200, 1_000_000);
        metrics.count("getUser", 200, 1_000_000);
        metrics.count("getUser", 404, 1_000_000);

        assertHas("gateway_http_requests_total{operation=\"getUser\",status=\"200\"} 2");
        assertHas("gateway_http_requests_total{operation=\"getUser\",status=\"404\"} 1");
    }

    @Test
    void theBucketsOfAHistogramAddUp() {
        metrics.count("health", 200, 400_000);
        metrics.count("health", 200, 3_000_000);
        metrics.count("health", 200, 60_000_000_000L);

        assertHas("gateway_http_request_duration_seconds_bucket{operation=\"health\",le=\"0.001\"} 1");
        assertHas("gateway_http_request_duration_seconds_bucket{operation=\"health\",le=\"0.005\"} 2");
        assertHas("gateway_http_request_duration_seconds_bucket{operation=\"health\",le=\"10.0\"} 2");
        assertHas("gateway_http_request_duration_seconds_bucket{operation=\"health\",le=\"+Inf\"} 3");
        assertHas("gateway_http_request_duration_seconds_count{operation=\"health\"} 3");
    }

    @Test
    void everyLineIsOfThePrometheusTextFormat() {
        metrics.count("health", 200, 400_000);

        metrics.text().lines().forEach(line -> assertTrue(LINE.matcher(line).matches(), line));
        assertEquals('\n', metrics.text().charAt(metrics.text().length() - 1));
    }

    private void assertHas(String line) {
        assertTrue(metrics.text().lines().anyMatch(line::equals), metrics.text());
    }
}
