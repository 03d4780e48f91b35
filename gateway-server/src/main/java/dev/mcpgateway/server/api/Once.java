package dev.mcpgateway.server.api;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value made at the first call for it. */
final class Once<T> implements Supplier<T> {
    private final Supplier<T> source;
    private volatile @Nullable T value;

    Once(Supplier<T> source) {
        this.source = source;
    }

    @Override
    public T get() {
        T made = value;
        if (made == null) {
            synchronized (this) {
                made = value;
                if (made == null) {
                    made = source.get();
                    value = made;
                }
            }
        }
        return made;
    }
}
