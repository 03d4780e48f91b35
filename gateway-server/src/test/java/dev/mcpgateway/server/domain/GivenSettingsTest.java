package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GivenSettingsTest {
    private final List<FieldProblem> problems = new ArrayList<>();

    private GivenSettings read(Map<String, Object> section) {
        return GivenSettings.of(Attributes.of(section), problems);
    }

    @Test
    void everySettingIsReadFromTheSectionByItsOptionsName() throws Exception {
        GatewaySettings settings = read(Map.of(
                        "trusted_proxies", List.of("10.0.0.0/8"),
                        "cors_origins", List.of("https://App.example.com"),
                        "allow_origins", List.of("https://chat.example.com"),
                        "allow_hosts", List.of("Gateway.example.com"),
                        "allow_paths", List.of("/srv/exports"),
                        "access_log", "all",
                        "plans", Map.of("free", Map.of("limit", 5, "window_seconds", 10)),
                        "url_keys", false,
                        "failed_auth_per_minute", 7))
                .withDefaults();

        assertEquals(List.of(), problems);
        assertTrue(settings.trustedProxies().get(0).contains(InetAddress.getByName("10.1.2.3")));
        assertEquals(List.of("https://app.example.com"), settings.corsOrigins());
        assertEquals(List.of("https://chat.example.com"), settings.allowOrigins());
        assertEquals(List.of("gateway.example.com"), settings.allowHosts());
        assertEquals(List.of(Path.of("/srv/exports")), settings.allowPaths());
        assertEquals(AccessLogLevel.ALL, settings.accessLog());
        assertEquals(new RateLimit(5, 10), settings.plans().limit("free"));
        assertEquals(RateLimit.perMinute(60), settings.plans().limit("standard"));
        assertFalse(settings.urlKeys());
        assertEquals(7, settings.failedAuthPerMinute());
    }

    @Test
    void aSettingThatIsNoneOfItsKindIsNamedAndLeftOut() {
        GatewaySettings settings = read(Map.of(
                        "plans",
                        Map.of("Free", Map.of("limit", 1), "pro", Map.of("limit", 0), "gold", 7),
                        "url_keys",
                        "yes",
                        "failed_auth_per_minute",
                        0))
                .withDefaults();

        assertEquals(
                List.of(
                        "gateway.failed_auth_per_minute",
                        "gateway.plans.Free",
                        "gateway.plans.gold",
                        "gateway.plans.pro.limit",
                        "gateway.url_keys"),
                problems.stream().map(FieldProblem::field).sorted().toList());
        assertEquals(Plans.DEFAULT.names(), settings.plans().names());
        assertTrue(settings.urlKeys());
        assertEquals(600, settings.failedAuthPerMinute());
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        GatewaySettings settings =
                read(Map.of("seq", 7, "format_version", 1, "x_own", true)).withDefaults();

        assertEquals(List.of(), problems);
        assertEquals(List.of("*"), settings.corsOrigins());
        assertEquals(AccessLogLevel.CHANGES, settings.accessLog());
        assertEquals(List.of(), settings.allowPaths());
    }

    @Test
    void theCommandLineWinsFieldByField() {
        GivenSettings file = read(Map.of("cors_origins", List.of("https://a.example"), "access_log", "none"));

        GatewaySettings settings =
                GivenSettings.NONE.withAccessLog(AccessLogLevel.ALL).over(file).withDefaults();

        assertEquals(AccessLogLevel.ALL, settings.accessLog());
        assertEquals(List.of("https://a.example"), settings.corsOrigins());
    }

    @Test
    void everyBadValueIsNamedByItsPlaceAndNotQuoted() {
        read(Map.of(
                "trusted_proxies", List.of("10.0.0.1", "planted"),
                "cors_origins", "https://planted.example",
                "allow_origins", List.of("planted"),
                "allow_hosts", List.of(7),
                "allow_paths", List.of("planted/relative", "pl\0anted"),
                "access_log", "planted"));

        assertEquals(
                List.of(
                        "gateway.trusted_proxies[1]",
                        "gateway.cors_origins",
                        "gateway.allow_origins[0]",
                        "gateway.allow_hosts[0]",
                        "gateway.allow_paths[0]",
                        "gateway.allow_paths[1]",
                        "gateway.access_log"),
                problems.stream().map(FieldProblem::field).toList());
        problems.forEach(problem -> assertFalse(problem.message().contains("planted"), problem.message()));
    }
}
