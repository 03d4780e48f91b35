package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ApiKeyService;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.Scope;
import dev.mcpgateway.server.usage.SlotCount;
import dev.mcpgateway.server.usage.Usage;
import dev.mcpgateway.server.usage.Usage.EndpointCount;
import dev.mcpgateway.server.usage.UsageMeter;
import dev.mcpgateway.server.usage.UsageRecords;
import dev.mcpgateway.server.usage.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The operation that shows how much a key was used. */
final class UsageRoutes {
    private static final int DECIMALS = 6;

    private final ChangeLog log;
    private final ApiKeyService service;
    private final Supplier<UsageRecords> usage;

    UsageRoutes(ChangeLog log, ApiKeyService service, Supplier<UsageRecords> usage) {
        this.log = log;
        this.service = service;
        this.usage = usage;
    }

    record OwnUsageQuery(@Query @Nullable String window) {}

    record UsageQuery(String apiKey, @Query @Nullable String window) {}

    record KeyUsage(
            String keyId,

            @Doc(value = "The window that was asked for.", example = "\"24h\"")
            String window,

            long totalRequests,
            BigDecimal errorRate,
            List<SlotCount> requestsPerHour,
            List<SlotCount> requestsPerDay,
            Map<String, Long> statusCounts,
            List<EndpointCount> endpoints,
            long rateLimited,
            long authFailures,
            Instant countingSince,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedIp) {}

    static final Operation<UsageQuery, KeyUsage> GET_API_KEY_USAGE = Operation.get(
                    ApiKeyRoutes.ONE + "/usage", UsageQuery.class)
            .id(Tag.API_KEYS, "getApiKeyUsage")
            .doc(
                    "Get the usage of an API key",
                    "In the last 1h, 24h (the default), 7d or 30d, in minutes, hours and days of the clock in UTC, of which the last is not over."
                            + " `status_counts`, `endpoints` and `rate_limited` count from `counting_since`, or from the key's creation"
                            + " where that was later.")
            .role(Role.ADMIN)
            .command("user api-key-usage")
            .errors(ErrorCode.API_KEY_NOT_FOUND)
            .answers("API key usage retrieved successfully", KeyUsage.class);

    static final Operation<OwnUsageQuery, KeyUsage> GET_OWN_API_KEY_USAGE = Operation.get(
                    ApiKeyRoutes.PATH + "/me/usage", OwnUsageQuery.class)
            .id(Tag.API_KEYS, "getOwnApiKeyUsage")
            .doc(
                    "Get the usage of the key in use",
                    "As `getApiKeyUsage` shows it to the administrator. The request itself is counted after it is answered.")
            .role(Role.USER_KEY)
            .userKeys(Scope.USAGE_READ)
            .answers("API key usage retrieved successfully", KeyUsage.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                GET_API_KEY_USAGE.handledBy(this::get),
                GET_OWN_API_KEY_USAGE.handledBy(
                        (in, call) -> usage(call.requireHolder().key(), window(in.window()))));
    }

    private KeyUsage get(UsageQuery in, Call call) {
        Window window = window(in.window());
        return usage(service.find(log.state(), in.apiKey()), window);
    }

    private KeyUsage usage(ApiKey key, Window window) {
        UsageMeter meter = usage.get().meter();
        Usage used = meter.usage(key.id(), window);
        Map<String, Long> statuses = new LinkedHashMap<>();
        used.statuses().forEach((status, count) -> statuses.put(status.toString(), count));
        InetAddress from = used.lastUsedFrom();
        return new KeyUsage(
                key.id(),
                window.wireName(),
                used.total().count(),
                rate(used.total().errorRate()),
                used.hours(),
                used.days(),
                statuses,
                used.endpoints(),
                used.rateLimited(),
                used.authFailures(),
                meter.countingSince(),
                used.lastUsedAt(),
                from == null ? null : from.getHostAddress());
    }

    private static Window window(@Nullable String given) {
        if (given == null) {
            return Window.LAST_DAY;
        }
        return Arrays.stream(Window.values())
                .filter(window -> window.wireName().equals(given))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        "window",
                        "must be one of "
                                + Arrays.stream(Window.values())
                                        .map(Window::wireName)
                                        .collect(Collectors.joining(", "))));
    }

    private static BigDecimal rate(double rate) {
        BigDecimal rounded = BigDecimal.valueOf(rate)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
