package dev.mcpgateway.server.http;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Ids that are unique in this process and, by their random start, very likely among processes. They name a request in
 * logs and guard nothing, so one random number per process does and none per request is needed.
 */
final class RequestIds implements Supplier<String> {
    private static final int MAX_LENGTH = 64;

    private final String prefix = String.format("%08x-", new SecureRandom().nextInt());
    private final AtomicLong counter = new AtomicLong();

    @Override
    public String get() {
        return prefix + Long.toString(counter.incrementAndGet(), Character.MAX_RADIX);
    }

    /** Whether an id that a client sent may be echoed and logged: {@code ^[A-Za-z0-9._-]{1,64}$}. */
    static boolean isSane(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean sane = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '.'
                    || c == '_'
                    || c == '-';
            if (!sane) {
                return false;
            }
        }
        return true;
    }
}
