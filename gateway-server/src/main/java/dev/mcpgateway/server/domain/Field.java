package dev.mcpgateway.server.domain;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of an update: absent (keep what is stored), or given, where null clears it.
 *
 * @param value what was given; null where nothing was, or where the field is to be cleared
 */
public record Field<T>(boolean isGiven, @Nullable T value) {
    private static final Field<?> ABSENT = new Field<>(false, null);

    @SuppressWarnings("unchecked") // holds no value of any type
    public static <T> Field<T> absent() {
        return (Field<T>) ABSENT;
    }

    public static <T> Field<T> of(@Nullable T value) {
        return new Field<>(true, value);
    }

    /** The field's new value: what was given, with null as {@code cleared}, or {@code stored}. */
    public @Nullable T orStored(@Nullable T stored, @Nullable T cleared) {
        if (!isGiven) {
            return stored;
        }
        return value == null ? cleared : value;
    }

    public <R> Field<R> map(Function<? super T, ? extends R> change) {
        if (!isGiven) {
            return absent();
        }
        return of(value == null ? null : change.apply(value));
    }
}
