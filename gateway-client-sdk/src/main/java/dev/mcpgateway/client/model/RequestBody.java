package dev.mcpgateway.client.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a call sends beyond its positional arguments. Immutable; two are equal when they are of one kind and send the same. */
public abstract sealed class RequestBody
        permits AlertSettings,
                ConfigSettings,
                GuardrailPolicy,
                GuardrailUpdate,
                KeySettings,
                KeyUpdate,
                ModelUpstreamSettings,
                ProjectSettings,
                ServerSettings,
                TelemetrySettings {
    private final Map<String, @Nullable Object> fields;

    RequestBody(Fields fields) {
        this.fields = fields.copy();
    }

    /**
     * The fields as they are sent, under their names on the wire. A null value clears what is stored. Secrets stay {@link
     * dev.mcpgateway.client.Secret}, so the map can be shown.
     */
    public final Map<String, @Nullable Object> fields() {
        return fields;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof RequestBody that && getClass() == that.getClass() && fields.equals(that.fields);
    }

    @Override
    public final int hashCode() {
        return fields.hashCode();
    }

    /** The fields, with {@code ***} for a secret. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + fields;
    }
}
