package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.fixture.ApiDocument;
import dev.mcpgateway.client.fixture.ApiDocument.Operation;
import dev.mcpgateway.client.fixture.Samples;
import dev.mcpgateway.client.fixture.Sdk;
import dev.mcpgateway.client.internal.PreparedCall;
import dev.mcpgateway.client.model.GuardrailPolicyReport;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.OpenEnum;
import dev.mcpgateway.client.model.RequestBody;
import dev.mcpgateway.client.model.WrittenFile;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Compares the client with the API's document: an operation, a parameter or a field that one of them lacks turns a test red. */
class SdkParityTest {

    /** Fields of bodies that the client leaves out, and why. */
    private static final Map<String, String> LEFT_OUT = Map.of(
            "assignConfig.config_id", "config_name takes an id too",
            "addUserToProject.user_id", "email takes an id too",
            "generateApiKey.project_id", "project_name takes an id too",
            "deleteUser.force",
                    "the query's force says the same, and a DELETE with a body does not get through every proxy");

    private static final ApiDocument DOCUMENT = ApiDocument.read();

    @Test
    void theClientsHaveTheOperationsOfTheDocumentAndNoOthers() {
        Set<String> expected = new TreeSet<>(DOCUMENT.operations().keySet());
        assertAll(
                () -> assertEquals(expected, names(Sdk.operations()), "GatewayClient"),
                () -> assertEquals(expected, names(Sdk.asyncOperations()), "GatewayAsyncClient"),
                () -> assertEquals(expected, names(Sdk.calls()), "the calls"));
    }

    @Test
    void theClientsAndTheCallsHaveTheSameOverloadsWithTheSameResults() {
        Set<String> calls = Sdk.calls().stream()
                .map(call -> signature(call) + result(Sdk.result(call)))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> waiting = Sdk.operations().stream()
                .map(operation -> signature(operation) + result(operation.getGenericReturnType()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> notWaiting = Sdk.asyncOperations().stream()
                .map(operation -> signature(operation) + result(argument(operation.getGenericReturnType())))
                .collect(Collectors.toCollection(TreeSet::new));
        assertAll(() -> assertEquals(calls, waiting), () -> assertEquals(calls, notWaiting));
    }

    @TestFactory
    Stream<DynamicTest> methodAndPathAreTheDocuments() {
        return eachOverload((call, operation) -> {
            PreparedCall<?> made = Sdk.call(call, Samples.plain());
            assertAll(
                    () -> assertEquals(operation.id(), made.operation()),
                    () -> assertEquals(operation.method(), made.method()),
                    () -> assertEquals(operation.path(), made.pathTemplate()),
                    () -> assertEquals(
                            filled(operation, Samples.plain().arguments(call)), decoded(path(made.target()))));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyParameterAndFieldIsSentByAnOverloadAndNoOther() {
        return eachOperation(operation -> {
            Set<String> query = new TreeSet<>();
            Set<String> body = new TreeSet<>();
            for (Method overload : Sdk.calls(operation.id())) {
                PreparedCall<?> call = Sdk.call(overload, Samples.plain());
                query.addAll(queryNames(call.target()));
                body.addAll(call.body() == null ? Set.of() : call.body().keySet());
                if (call.takesClientToken()) {
                    body.add("client_token");
                }
            }
            Set<String> documented = fieldNames(operation.body());
            Set<String> wanted = new TreeSet<>(documented);
            wanted.removeIf(field -> LEFT_OUT.containsKey(operation.id() + "." + field));
            assertAll(
                    () -> assertEquals(operation.queryParameters(), query, "the query"),
                    () -> assertEquals(wanted, body, "the body"));
        });
    }

    @Test
    void whatIsLeftOutIsInTheDocument() {
        for (String field : LEFT_OUT.keySet()) {
            String[] parts = field.split("\\.", -1);
            assertTrue(
                    fieldNames(DOCUMENT.operation(parts[0]).body()).contains(parts[1]),
                    field + " is left out of nothing");
        }
    }

    @TestFactory
    Stream<DynamicTest> everyBodyHasWhatTheDocumentRequiresInTheDocumentsTypes() {
        return eachOverload((overload, operation) -> {
            PreparedCall<?> call = Sdk.call(overload, Samples.plain());
            Map<String, @Nullable Object> body = call.body();
            if (body == null) {
                assertEquals(Set.of(), required(operation.body()));
                return;
            }
            for (String field : required(operation.body())) {
                assertTrue(body.containsKey(field), field + " is required");
            }
            body.forEach((name, value) -> assertFits(
                    operation.id() + "." + name,
                    value,
                    operation.body().path("properties").path(name)));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyResultHasTheFieldsOfTheDocument() {
        return eachOverload((overload, operation) -> {
            Type result = Sdk.result(overload);
            JsonNode data = operation.data();
            if (operation.mediaType().equals("text/plain")) {
                assertEquals(String.class, result);
            } else if (data.isMissingNode()) {
                assertEquals(JsonDocument.class, result);
            } else if (data.path("type").asText().equals("null")) {
                assertEquals(Void.class, result);
            } else if (data.path("type").asText().equals("array")) {
                assertTrue(Set.of(List.class, Page.class).contains(raw(result)), result.getTypeName());
                assertRecord(argument(result), data.path("items"));
            } else if (DOCUMENT.resolve(data).has("oneOf")) {
                assertTrue(Set.of(JsonDocument.class, WrittenFile.class).contains(raw(result)), result.getTypeName());
            } else {
                assertRecord(result, data);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyListCanBeHadWholeAndInPages() {
        return eachOperation(operation -> {
            if (operation.queryParameters().contains("limit")) {
                Set<Class<?>> results = Sdk.calls(operation.id()).stream()
                        .map(call -> raw(Sdk.result(call)))
                        .collect(Collectors.toSet());
                assertEquals(Set.of(List.class, Page.class), results);
            }
        });
    }

    @Test
    void everyErrorCodeHasAConstant() throws IllegalAccessException {
        Set<String> constants = constants(ErrorCode.class);
        Set<String> missing = new TreeSet<>();
        DOCUMENT.schema("ErrorCode").path("enum").forEach(code -> missing.add(code.asText()));
        missing.removeAll(constants);
        assertEquals(Set.of(), missing);
    }

    private interface OverloadCheck {
        void check(Method overload, Operation operation) throws Exception;
    }

    private interface OperationCheck {
        void check(Operation operation) throws Exception;
    }

    private static Stream<DynamicTest> eachOverload(OverloadCheck check) {
        return Sdk.calls().stream()
                .map(call -> DynamicTest.dynamicTest(
                        signature(call), () -> check.check(call, DOCUMENT.operation(call.getName()))));
    }

    private static Stream<DynamicTest> eachOperation(OperationCheck check) {
        return DOCUMENT.operations().values().stream()
                .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> check.check(operation)));
    }

    private static Set<String> names(List<Method> methods) {
        return methods.stream().map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getGenericParameterTypes())
                        .map(Type::getTypeName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String result(Type type) {
        return " gives " + (type == void.class ? Void.class : type).getTypeName();
    }

    private static Type argument(Type type) {
        return ((ParameterizedType) type).getActualTypeArguments()[0];
    }

    private static Class<?> raw(Type type) {
        return type instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getRawType()
                : (Class<?>) type;
    }

    private static String filled(Operation operation, Object[] arguments) {
        String path = operation.path();
        for (int i = 0; i < operation.pathParameters().size(); i++) {
            path = path.replace("{" + operation.pathParameters().get(i) + "}", arguments[i].toString());
        }
        return path;
    }

    private static String path(String target) {
        return target.split("\\?", -1)[0];
    }

    private static String decoded(String path) {
        return URLDecoder.decode(path, StandardCharsets.UTF_8);
    }

    private static List<String> queryNames(String target) {
        List<String> names = new ArrayList<>();
        if (target.contains("?")) {
            for (String pair : target.split("\\?", -1)[1].split("&", -1)) {
                names.add(pair.split("=", -1)[0]);
            }
        }
        return names;
    }

    private static Set<String> fieldNames(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("required").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Checks what is sent; a request inside another has to have the fields of its own schema, all of them. */
    private static void assertFits(String where, @Nullable Object value, JsonNode field) {
        if (field.isMissingNode()) {
            fail(where + " is not in the document");
        }
        JsonNode schema = DOCUMENT.resolve(withoutNull(field));
        if (value instanceof RequestBody request) {
            assertEquals(fieldNames(schema), new TreeSet<>(request.fields().keySet()), where);
            request.fields()
                    .forEach((name, inner) -> assertFits(
                            where + "." + name, inner, schema.path("properties").path(name)));
            return;
        }
        if (value instanceof OpenEnum word) {
            assertTrue(values(field).contains(word.value()), where + " may not be " + word);
            return;
        }
        String expected;
        if (value instanceof Secret || value instanceof String) {
            expected = "string";
        } else if (value instanceof Boolean) {
            expected = "boolean";
        } else if (value instanceof Number) {
            expected = "integer";
        } else if (value instanceof List) {
            expected = "array";
        } else if (value instanceof Map || value instanceof JsonDocument) {
            expected = "object";
        } else {
            expected = fail(where + " is sent as " + value);
        }
        Set<String> types = types(schema);
        assertTrue(types.isEmpty() || types.contains(expected), where + " is sent as " + expected + ", not " + types);
    }

    private static void assertRecord(Type type, JsonNode reference) {
        List<String> faults = new ArrayList<>();
        compare((Class<?>) type, reference, new HashSet<>(), faults);
        assertEquals(List.of(), faults);
    }

    private static void compare(Class<?> type, JsonNode reference, Set<Class<?>> seen, List<String> faults) {
        if (!seen.add(type)) {
            return;
        }
        String schemaName = ApiDocument.name(reference);
        if (!type.getSimpleName().equals(schemaName)) {
            faults.add(type.getSimpleName() + " stands for " + schemaName);
        }
        JsonNode schema = DOCUMENT.resolve(reference);
        Set<String> properties = new TreeSet<>();
        for (JsonNode part : schema.has("oneOf") ? schema.path("oneOf") : List.of(reference)) {
            properties.addAll(fieldNames(DOCUMENT.resolve(part)));
        }
        Set<String> components = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            components.add(wireName(component.getName()));
        }
        if (!properties.equals(components)) {
            faults.add(type.getSimpleName() + " has " + components + " where the document has " + properties);
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            compare(type, component, schema, seen, faults);
        }
    }

    private static void compare(
            Class<?> type, RecordComponent component, JsonNode schema, Set<Class<?>> seen, List<String> faults) {
        String name = wireName(component.getName());
        String where = type.getSimpleName() + "." + name;
        boolean isAlways = true;
        JsonNode property = schema.path("properties").path(name);
        for (JsonNode part : schema.path("oneOf")) {
            JsonNode alternative = DOCUMENT.resolve(part);
            isAlways &= required(alternative).contains(name);
            if (alternative.path("properties").has(name)) {
                property = alternative.path("properties").path(name);
            }
        }
        if (!schema.has("oneOf")) {
            isAlways = required(schema).contains(name);
        }
        boolean mayBeNull = !isAlways || isNullable(property);
        boolean isNullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        Class<?> raw = component.getType();
        // What is missing is an empty list, an empty map, or a policy that is not in force.
        boolean hasDefault =
                raw == List.class || raw == Map.class || (type == GuardrailPolicyReport.class && raw == boolean.class);
        if (mayBeNull != isNullable && !(mayBeNull && hasDefault)) {
            faults.add(where + (mayBeNull ? " may be missing or null" : " is never null"));
        }
        compareTypes(where, component.getGenericType(), withoutNull(property), seen, faults);
    }

    private static void compareTypes(
            String where, Type type, JsonNode property, Set<Class<?>> seen, List<String> faults) {
        Class<?> raw = raw(type);
        JsonNode schema = DOCUMENT.resolve(property);
        Set<String> types = types(schema);
        Set<Class<?>> fitting;
        if (ApiDocument.name(property).equals("Timestamp")) {
            fitting = Set.of(Instant.class);
        } else if (schema.has("enum") && OpenEnum.class.isAssignableFrom(raw)) {
            fitting = Set.of(raw);
            Set<String> missing = values(schema);
            try {
                missing.removeAll(constants(raw));
            } catch (IllegalAccessException hidden) {
                faults.add(where + " hides its constants");
            }
            if (!missing.isEmpty()) {
                faults.add(raw.getSimpleName() + " has no constant for " + missing);
            }
        } else if (types.contains("string")) {
            fitting = Set.of(String.class, Secret.class);
        } else if (types.contains("integer")) {
            fitting = Set.of(int.class, long.class, Integer.class);
        } else if (types.contains("boolean")) {
            fitting = Set.of(boolean.class);
        } else if (types.contains("array")) {
            fitting = Set.of(List.class);
            if (raw == List.class) {
                compareTypes(where + "[]", argument(type), schema.path("items"), seen, faults);
            }
        } else if (schema.has("properties") || schema.has("oneOf")) {
            fitting = Set.of(raw);
            compare(raw, property, seen, faults);
        } else {
            fitting = Set.of(Map.class, JsonDocument.class);
        }
        if (!fitting.contains(raw)) {
            faults.add(where + " is a " + raw.getSimpleName() + " where the document has " + schema);
        }
    }

    private static boolean isNullable(JsonNode schema) {
        if (types(schema).contains("null")) {
            return true;
        }
        for (JsonNode alternative : schema.path("anyOf")) {
            if (types(alternative).contains("null")) {
                return true;
            }
        }
        return false;
    }

    /** Of "this or null" what is not null. */
    private static JsonNode withoutNull(JsonNode schema) {
        List<JsonNode> others = new ArrayList<>();
        for (JsonNode alternative : schema.path("anyOf")) {
            if (!types(alternative).contains("null")) {
                others.add(alternative);
            }
        }
        return others.size() == 1 ? others.get(0) : schema;
    }

    private static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        Set<String> names = new TreeSet<>();
        if (type.isTextual()) {
            names.add(type.asText());
        }
        type.forEach(name -> names.add(name.asText()));
        return names;
    }

    private static Set<String> values(JsonNode schema) {
        Set<String> values = new TreeSet<>();
        for (JsonNode value : schema.path("enum")) {
            if (value.isTextual()) {
                values.add(value.asText());
            }
        }
        return values;
    }

    private static Set<String> constants(Class<?> type) throws IllegalAccessException {
        Set<String> values = new TreeSet<>();
        for (var field : type.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers()) && field.getType() == type) {
                values.add(String.valueOf(field.get(null)));
            }
        }
        return values;
    }

    private static String wireName(String component) {
        return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
