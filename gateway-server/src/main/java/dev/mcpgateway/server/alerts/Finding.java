package dev.mcpgateway.server.alerts;

import dev.mcpgateway.server.domain.Alert;
import dev.mcpgateway.server.domain.AlertSettings;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.usage.LastUse;
import dev.mcpgateway.server.usage.Recent;
import dev.mcpgateway.server.usage.UsageMeter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is found of what an alert watches for.
 *
 * @param isMet whether it is the case
 * @param value what its threshold is compared with; null for new addresses
 * @param addresses the new addresses, if that is what it watches for
 */
record Finding(boolean isMet, @Nullable BigDecimal value, List<InetAddress> addresses) {
    private static final double MINUTE = 60;
    private static final int DECIMALS = 4;
    private static final double DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** @param addressesSeen how many of the key's addresses were looked at before */
    static Finding of(Alert alert, ApiKey key, UsageMeter meter, long addressesSeen, Instant now) {
        AlertSettings settings = alert.settings();
        return switch (settings.type()) {
            case ERROR_RATE -> errorRate(settings, meter.recentCalls(key.id(), window(settings)));
            case REQUEST_RATE -> {
                double calls = meter.recentCalls(key.id(), window(settings)).count();
                yield reached(settings, calls * MINUTE / window(settings), true);
            }
            case AUTH_FAILURES ->
                reached(
                        settings,
                        meter.recentAuthFailures(key.id(), window(settings)).count(),
                        true);
            case NEW_IP -> {
                // The first address of all is new to nobody.
                List<InetAddress> addresses = meter.addressesSince(key.id(), Math.max(1, addressesSeen));
                yield new Finding(!addresses.isEmpty(), null, addresses);
            }
            case EXPIRING -> expiring(settings, key, now);
            case UNUSED -> reached(settings, days(unusedSince(key, meter), now), !key.isRevoked());
        };
    }

    private static Finding errorRate(AlertSettings settings, Recent calls) {
        long least = Objects.requireNonNull(settings.minRequests(), "an error rate has min_requests");
        return reached(settings, calls.errorRate(), Math.round(calls.count()) >= least);
    }

    private static Finding expiring(AlertSettings settings, ApiKey key, Instant now) {
        Instant expiresAt = key.lifecycle().expiresAt();
        if (expiresAt == null) {
            return new Finding(false, null, List.of());
        }
        double left = days(now, expiresAt);
        boolean isMet = !key.isRevoked() && left <= threshold(settings).doubleValue();
        return new Finding(isMet, rounded(left), List.of());
    }

    private static Finding reached(AlertSettings settings, double value, boolean counts) {
        return new Finding(counts && value >= threshold(settings).doubleValue(), rounded(value), List.of());
    }

    /** No earlier than the beginning of what is known: a key is not unused because its uses were forgotten. */
    private static Instant unusedSince(ApiKey key, UsageMeter meter) {
        LastUse last = meter.lastUse(key.id());
        if (last != null) {
            return last.at();
        }
        return key.createdAt().isAfter(meter.countingSince()) ? key.createdAt() : meter.countingSince();
    }

    private static double days(Instant from, Instant to) {
        return (to.toEpochMilli() - from.toEpochMilli()) / DAY_MILLIS;
    }

    private static long window(AlertSettings settings) {
        return Objects.requireNonNull(settings.windowSeconds(), "what is counted has a window");
    }

    private static BigDecimal threshold(AlertSettings settings) {
        return Objects.requireNonNull(settings.threshold(), "what is measured has a threshold");
    }

    private static BigDecimal rounded(double value) {
        BigDecimal number = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
