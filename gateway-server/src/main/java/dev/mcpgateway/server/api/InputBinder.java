package dev.mcpgateway.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.domain.Field;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.StrictJson;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes an operation's input record of a request. What the fields mean is the domain's matter; that they are there and of their
 * type is seen to here, for all of them at once. Reflection is used when the table is built, not per request.
 */
final class InputBinder<I extends Record> {
    private final Operation<I, ?> operation;
    private final List<InputField> fields;
    private final List<FieldValue> readers;
    private final Set<String> bodyNames;
    private final MethodHandle constructor;

    InputBinder(Operation<I, ?> operation) {
        this.operation = operation;
        this.fields = InputField.of(operation);
        this.readers = fields.stream().map(field -> FieldValue.of(field.type())).toList();
        this.bodyNames = fields.stream()
                .filter(InputField::isInBody)
                .map(InputField::name)
                .collect(Collectors.toSet());
        this.constructor = constructor(operation.input());
    }

    /**
     * The input that {@code request} brings.
     *
     * @throws HttpException when the body is too large, not JSON by its type, or not well-formed
     * @throws InvalidFieldException naming every field that is missing or of the wrong type
     */
    I bind(Request request) {
        return bind(body(request), request.pathParameters(), queryValues(request));
    }

    private I bind(ObjectNode body, Map<String, String> path, Map<String, JsonNode> query) {
        List<FieldProblem> problems = new ArrayList<>();
        if (operation.isStrict()) {
            refuseUnknown(body, problems);
        }
        @Nullable Object[] values = new @Nullable Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            InputField field = fields.get(i);
            values[i] = field.source() == InputField.Source.PATH
                    ? path.get(field.name())
                    : value(field, readers.get(i), body, query, problems);
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
        return make(values);
    }

    private static @Nullable Object value(
            InputField field,
            FieldValue reader,
            ObjectNode body,
            Map<String, JsonNode> query,
            List<FieldProblem> problems) {
        JsonNode given = field.isInQuery() ? query.get(field.name()) : null;
        if (given == null && field.isInBody()) {
            given = body.get(field.name());
        }
        if (given != null
                && field.isField()
                && reader == FieldValue.CHOICE
                && given.isTextual()
                && given.textValue().isEmpty()) {
            return Field.of(null);
        }
        if (given == null || given.isNull()) {
            if (field.isRequired()) {
                problems.add(new FieldProblem(field.name(), "is required"));
            }
            return field.isField() ? (given == null ? Field.absent() : Field.of(null)) : null;
        }
        Object value = reader.read(given, field.type(), field.name(), problems);
        return field.isField() ? Field.of(value) : value;
    }

    private ObjectNode body(Request request) {
        if (operation.method() == Method.GET) {
            return JsonValues.object();
        }
        byte[] bytes = request.body(operation.maxBodyBytes());
        if (bytes.length == 0) {
            return JsonValues.object();
        }
        request.header("Content-Type").ifPresent(InputBinder::requireJson);
        return StrictJson.parse(bytes);
    }

    private static void requireJson(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !(type.contains("/") && type.endsWith("+json"))) {
            throw HttpException.unsupportedMediaType("Content-Type must be application/json");
        }
    }

    private Map<String, JsonNode> queryValues(Request request) {
        Map<String, JsonNode> values = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            InputField field = fields.get(i);
            if (field.isInQuery()) {
                FieldValue reader = readers.get(i);
                request.query(field.name()).ifPresent(text -> values.put(field.name(), queryValue(reader, text)));
            }
        }
        return values;
    }

    private static JsonNode queryValue(FieldValue reader, String text) {
        return reader == FieldValue.FLAG && (text.equals("true") || text.equals("false"))
                ? JsonValues.node(Boolean.valueOf(text))
                : JsonValues.node((Object) text);
    }

    private void refuseUnknown(ObjectNode body, List<FieldProblem> problems) {
        body.fieldNames().forEachRemaining(name -> {
            if (!bodyNames.contains(name)) {
                problems.add(new FieldProblem(name, "is not a field of this operation"));
            }
        });
    }

    @SuppressWarnings("unchecked") // the handle constructs the operation's own input class
    private I make(@Nullable Object[] values) {
        try {
            return (I) constructor.invoke(values);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new IllegalStateException("an input record threw a checked exception", checked);
        }
    }

    private static MethodHandle constructor(Class<? extends Record> type) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return MethodHandles.lookup().unreflectConstructor(canonical).asSpreader(Object[].class, types.length);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " has no canonical constructor", impossible);
        }
    }
}
