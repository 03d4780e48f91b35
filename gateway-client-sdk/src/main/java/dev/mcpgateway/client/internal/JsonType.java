package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.OpenEnum;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a value is read as.
 *
 * @param type its class
 * @param element what is in it, of a list and of a map
 */
record JsonType(Kind kind, Class<?> type, @Nullable JsonType element) {

    /** The ways of reading a value. */
    enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        TIME,
        SECRET,
        /** One of an open set of words. */
        WORD,
        RECORD,
        LIST,
        MAP,
        /** An object that is kept as its text. */
        DOCUMENT,
        /** Anything, as maps, lists, strings, numbers, booleans and nulls. */
        ANYTHING
    }

    /**
     * That of a class without type arguments.
     *
     * @throws IllegalStateException if no value is read as one: it needs a kind here
     */
    static JsonType of(Class<?> type) {
        return new JsonType(kind(type), type, null);
    }

    /** That of a record's component. */
    static JsonType of(RecordComponent component) {
        Class<?> type = component.getType();
        // Asked for where it is needed alone: the reflection of type arguments takes its time at its first use.
        return type == List.class || type == Map.class ? of(component.getGenericType()) : of(type);
    }

    private static JsonType of(Type type) {
        if (type instanceof Class<?> plain) {
            return of(plain);
        }
        ParameterizedType container = (ParameterizedType) type;
        Type[] arguments = container.getActualTypeArguments();
        Kind kind = container.getRawType() == List.class ? Kind.LIST : Kind.MAP;
        return new JsonType(kind, (Class<?>) container.getRawType(), of(arguments[arguments.length - 1]));
    }

    private static Kind kind(Class<?> type) {
        if (type == String.class) {
            return Kind.TEXT;
        } else if (type == int.class || type == Integer.class) {
            return Kind.NUMBER;
        } else if (type == boolean.class) {
            return Kind.FLAG;
        } else if (type == Instant.class) {
            return Kind.TIME;
        } else if (type == Secret.class) {
            return Kind.SECRET;
        } else if (type == JsonDocument.class) {
            return Kind.DOCUMENT;
        } else if (type == Object.class) {
            return Kind.ANYTHING;
        } else if (OpenEnum.class.isAssignableFrom(type)) {
            return Kind.WORD;
        } else if (type.isRecord()) {
            return Kind.RECORD;
        }
        throw new IllegalStateException("nothing is read as " + type);
    }
}
