package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.model.GuardrailPolicyReport;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How a record is read: its components with their names on the wire, found once for each record of the model. */
final class RecordShape {
    private static final Map<Class<?>, RecordShape> SHAPES = new ConcurrentHashMap<>();

    private final Class<?> type;
    private final Constructor<?> constructor;
    private final String[] names;
    private final JsonType[] types;

    private RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.names = new String[components.length];
        this.types = new JsonType[components.length];
        Class<?>[] parameters = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            names[i] = snakeCase(components[i].getName());
            types[i] = JsonType.of(components[i]);
            parameters[i] = components[i].getType();
        }
        try {
            this.constructor = type.getDeclaredConstructor(parameters);
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException(type + " has no canonical constructor", impossible);
        }
    }

    static RecordShape of(Class<?> type) {
        RecordShape known = SHAPES.get(type);
        if (known == null) {
            known = new RecordShape(type);
            SHAPES.put(type, known); // another thread's would be the same
        }
        return known;
    }

    /** {@code createdAt} is {@code created_at} on the wire. */
    private static String snakeCase(String name) {
        StringBuilder text = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                text.append('_');
            }
            text.append(Character.toLowerCase(c));
        }
        return text.toString();
    }

    int size() {
        return names.length;
    }

    JsonType type(int index) {
        return types[index];
    }

    /**
     * The component with this name on the wire, or -1.
     *
     * @param guess where it is looked for first, from 0 to {@link #size()}: answers have their fields in the records' order
     */
    int indexOf(String name, int guess) {
        if (guess < names.length && names[guess].equals(name)) {
            return guess;
        }
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The record of these values, null where the answer has none. */
    Object make(@Nullable Object[] values) throws UnfitJsonException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && types[i].type().isPrimitive()) {
                values[i] = absent(i);
            }
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException refusal) {
            if (refusal.getCause() instanceof IllegalArgumentException lack && lack.getMessage() != null) {
                throw UnfitJsonException.because(lack.getMessage()); // it says which field is missing
            }
            throw new IllegalStateException(type + " cannot be made", refusal);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " cannot be made", impossible);
        }
    }

    /** Of a policy's report alone the API's document does not require the flag: without it, the policy is not in force. */
    private Object absent(int index) throws UnfitJsonException {
        if (type == GuardrailPolicyReport.class) {
            return false;
        }
        throw UnfitJsonException.missing().under(names[index]);
    }
}
