package dev.mcpgateway.server.keys;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A request with a user key is turned away. It has no stack trace: floods of bad keys are to cost little. */
public final class KeyRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int NO_USE = 0;

    private final KeyRefusal refusal;
    private final int retryAfterSeconds;
    private final transient @Nullable Admission limit;

    /** A refusal that no waiting changes. */
    public KeyRefusedException(KeyRefusal refusal) {
        this(refusal, NO_USE, null);
    }

    private KeyRefusedException(KeyRefusal refusal, int retryAfterSeconds, @Nullable Admission limit) {
        super(refusal.message(), null, false, false);
        this.refusal = refusal;
        this.retryAfterSeconds = retryAfterSeconds;
        this.limit = limit;
    }

    /** {@link KeyRefusal#RATE_LIMIT_EXCEEDED}, for {@code seconds}, at least 1. */
    public static KeyRefusedException tooMany(int seconds) {
        return new KeyRefusedException(KeyRefusal.RATE_LIMIT_EXCEEDED, Math.max(1, seconds), null);
    }

    /** {@link KeyRefusal#RATE_LIMIT_EXCEEDED} by the key's own limit, until that lets the request pass. */
    static KeyRefusedException limited(Admission limit) {
        return new KeyRefusedException(KeyRefusal.RATE_LIMIT_EXCEEDED, limit.resetSeconds(), limit);
    }

    /** Why. */
    public KeyRefusal refusal() {
        return refusal;
    }

    /** After how many seconds the same request would be let in, where waiting is of use. */
    public OptionalInt retryAfterSeconds() {
        return retryAfterSeconds == NO_USE ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds);
    }

    /** The key's limit, where that is what turned the request away. */
    public @Nullable Admission limit() {
        return limit;
    }
}
