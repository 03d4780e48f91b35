package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One component of an input record, as the wire has it.
 *
 * @param name its name on the wire, in snake case
 * @param type what it holds; of a {@link Field} its argument
 * @param isField whether it tells absent from null
 */
public record InputField(
        String name, Source source, boolean isRequired, Type type, boolean isField, RecordComponent component) {
    /** Path parameters that may hold a key. */
    public static final Set<String> KEY_PARAMETERS = Set.of("api_key");

    /** Where in a request it stands. */
    public enum Source {
        PATH,
        QUERY,
        QUERY_OR_BODY,
        BODY
    }

    /** The components of an operation's input, in their order. */
    public static List<InputField> of(Operation<?, ?> operation) {
        return Arrays.stream(operation.input().getRecordComponents())
                .map(component -> of(component, operation.path().parameterNames()))
                .toList();
    }

    /** As the mapper of the answers names them, without the time it takes to load that: the command line starts often. */
    static String wireName(String javaName) {
        StringBuilder name = new StringBuilder(javaName.length() + 4);
        for (int i = 0; i < javaName.length(); i++) {
            char c = javaName.charAt(i);
            if (Character.isUpperCase(c)) {
                name.append('_');
            }
            name.append(Character.toLowerCase(c));
        }
        return name.toString();
    }

    /** What is said of it; looked up at each call. */
    public FieldDoc doc() {
        return Glossary.of(component, name);
    }

    public boolean isInBody() {
        return source == Source.BODY || source == Source.QUERY_OR_BODY;
    }

    public boolean isInQuery() {
        return source == Source.QUERY || source == Source.QUERY_OR_BODY;
    }

    private static InputField of(RecordComponent component, List<String> pathParameters) {
        String name = wireName(component.getName());
        Type type = component.getGenericType();
        boolean isField = component.getType() == Field.class;
        return new InputField(
                name,
                source(component, name, pathParameters),
                component.isAnnotationPresent(Required.class) || pathParameters.contains(name),
                isField ? ((ParameterizedType) type).getActualTypeArguments()[0] : type,
                isField,
                component);
    }

    private static Source source(RecordComponent component, String name, List<String> pathParameters) {
        if (pathParameters.contains(name)) {
            return Source.PATH;
        }
        Query query = component.getAnnotation(Query.class);
        if (query == null) {
            return Source.BODY;
        }
        return Objects.requireNonNull(query).orBody() ? Source.QUERY_OR_BODY : Source.QUERY;
    }
}
