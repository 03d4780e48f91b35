package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.spi.TransportResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The field Retry-After (RFC 9110, section 10.2.3): seconds, or a date, which is counted from the answer's own Date. */
final class RetryAfter {
    private static final int MAX_DIGITS = 9;
    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

    private RetryAfter() {}

    /** How long the answer asks to wait; null where it does not say, or not in a way that can be read. */
    static @Nullable Duration of(TransportResponse response) {
        Optional<String> field = response.headers().firstValue("retry-after").map(String::strip);
        if (field.isEmpty()) {
            return null;
        }
        if (field.get().matches("[0-9]+")) {
            return field.get().length() > MAX_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(field.get()));
        }
        Optional<Instant> until = field.flatMap(RetryAfter::date);
        Optional<Instant> from = response.headers().firstValue("date").flatMap(RetryAfter::date);
        if (until.isEmpty() || from.isEmpty()) {
            return null;
        }
        Duration wait = Duration.between(from.get(), until.get());
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
