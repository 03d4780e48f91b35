package dev.mcpgateway.server.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an alert fires, and whom it tells.
 *
 * @param threshold from where on: the part of calls that fail (0 to 1), calls a minute, refused calls in the window, or days; null
 *     for a new address
 * @param windowSeconds over how long calls are counted; null for an alert that counts none
 * @param minRequests how many calls there must be for a part of them to say something; null but for an error rate
 * @param cooldownSeconds how long it stays firing at least, so that it does not come and go
 * @param webhookUrl where its changes of state are sent to; null where they are not
 */
public record AlertSettings(
        AlertType type,
        @Nullable BigDecimal threshold,
        @Nullable Long windowSeconds,
        @Nullable Long minRequests,
        long cooldownSeconds,
        @Nullable String webhookUrl) {
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal LEAST_RATE = new BigDecimal("0.000001");
    private static final int DECIMALS = 6;
    private static final long SHORTEST_WINDOW = 60;
    private static final long LONGEST_WINDOW = 86_400;
    private static final long USUAL_WINDOW = 300;
    private static final long MOST_REQUESTS = 1_000_000;
    private static final long USUAL_REQUESTS = 10;
    private static final long LONGEST_COOLDOWN = 604_800;
    private static final long USUAL_COOLDOWN = 300;

    /**
     * What a request or a file gives, with the usual values where it says nothing.
     *
     * @throws InvalidFieldException naming every field at fault
     */
    public static AlertSettings of(
            AlertType type,
            @Nullable BigDecimal threshold,
            @Nullable Long windowSeconds,
            @Nullable Long minRequests,
            @Nullable Long cooldownSeconds,
            @Nullable String webhookUrl) {
        Check check = new Check(type, new ArrayList<>());
        AlertSettings settings = new AlertSettings(
                type,
                check.threshold(threshold),
                check.isCounting()
                        ? check.within("window_seconds", windowSeconds, SHORTEST_WINDOW, LONGEST_WINDOW, USUAL_WINDOW)
                        : check.none("window_seconds", windowSeconds, "error_rate, request_rate and auth_failures"),
                type == AlertType.ERROR_RATE
                        ? check.within("min_requests", minRequests, 1, MOST_REQUESTS, USUAL_REQUESTS)
                        : check.none("min_requests", minRequests, "error_rate"),
                check.within("cooldown_seconds", cooldownSeconds, 0, LONGEST_COOLDOWN, USUAL_COOLDOWN),
                webhookUrl == null ? null : check.webhookUrl(webhookUrl));
        if (!check.problems.isEmpty()) {
            throw new InvalidFieldException(check.problems);
        }
        return settings;
    }

    private record Check(AlertType type, List<FieldProblem> problems) {
        boolean isCounting() {
            return type == AlertType.ERROR_RATE || type == AlertType.REQUEST_RATE || type == AlertType.AUTH_FAILURES;
        }

        @Nullable
        BigDecimal threshold(@Nullable BigDecimal given) {
            return switch (type) {
                case ERROR_RATE -> number(given, LEAST_RATE, BigDecimal.ONE, "a part of calls, from 0.000001 to 1");
                case REQUEST_RATE -> number(given, LEAST_RATE, MOST, "calls a minute, from 0.000001 to 1000000");
                case AUTH_FAILURES -> whole(given, MOST, "a whole number of refused calls from 1 to 1000000");
                case EXPIRING -> days(given, 7, 365);
                case UNUSED -> days(given, 90, 3_650);
                case NEW_IP -> {
                    if (given != null) {
                        problem("threshold", "is not for new_ip");
                    }
                    yield null;
                }
            };
        }

        private BigDecimal days(@Nullable BigDecimal given, int usual, int most) {
            return given == null
                    ? BigDecimal.valueOf(usual)
                    : whole(given, BigDecimal.valueOf(most), "a whole number of days from 1 to " + most);
        }

        private BigDecimal whole(@Nullable BigDecimal given, BigDecimal most, String rule) {
            BigDecimal number = number(given, BigDecimal.ONE, most, rule);
            if (number.scale() > 0) {
                problem("threshold", "must be " + rule);
            }
            return number;
        }

        /** Without zeros at the end, and without an exponent. */
        private BigDecimal number(@Nullable BigDecimal given, BigDecimal least, BigDecimal most, String rule) {
            if (given == null) {
                problem("threshold", "is required for " + type.wireName() + ": " + rule);
                return BigDecimal.ONE;
            }
            // The order matters: a number of a huge exponent is never written out.
            BigDecimal number = given.stripTrailingZeros();
            if (number.compareTo(least) < 0 || number.compareTo(most) > 0 || number.scale() > DECIMALS) {
                problem("threshold", "must be " + rule);
                return BigDecimal.ONE;
            }
            return number.scale() < 0 ? number.setScale(0) : number;
        }

        Long within(String field, @Nullable Long given, long least, long most, long usual) {
            long number = given == null ? usual : given;
            if (number < least || number > most) {
                problem(field, "must be a whole number from " + least + " to " + most);
            }
            return number;
        }

        @Nullable
        Long none(String field, @Nullable Long given, String types) {
            if (given != null) {
                problem(field, "is for " + types + " alone");
            }
            return null;
        }

        @Nullable
        String webhookUrl(String given) {
            try {
                return HttpUrl.parse(given).toString();
            } catch (IllegalArgumentException refused) {
                problem("webhook_url", HttpUrl.RULE);
                return null;
            }
        }

        private void problem(String field, String message) {
            problems.add(new FieldProblem(field, message));
        }
    }
}
