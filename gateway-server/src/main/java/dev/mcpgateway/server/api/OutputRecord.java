package dev.mcpgateway.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An output record, as the wire has it. The members are those that {@link OutputJson} writes, asked of the mapper itself, so
 * that what is said of them cannot drift from what is sent.
 *
 * @param schemaName what the API description calls it
 * @param fields in the order in which they are written
 * @param isOpen whether members that no component lists may follow
 */
public record OutputRecord(String schemaName, List<OutputField> fields, boolean isOpen) {
    /** The record that {@code type} is. */
    public static OutputRecord of(Class<?> type) {
        BeanDescription description =
                OutputJson.MAPPER.getSerializationConfig().introspect(OutputJson.MAPPER.constructType(type));
        Map<String, RecordComponent> components = Arrays.stream(type.getRecordComponents())
                .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
        JsonInclude.Value usual = description.findPropertyInclusion(JsonInclude.Value.empty());
        List<OutputField> fields = description.findProperties().stream()
                .filter(property -> components.containsKey(property.getInternalName()))
                .flatMap(property -> fields(property, components, usual))
                .toList();
        return new OutputRecord(name(type), fields, description.findAnyGetter() != null);
    }

    /** The field that {@code property} is, or those of the record whose members stand in its place. */
    private static Stream<OutputField> fields(
            BeanPropertyDefinition property, Map<String, RecordComponent> components, JsonInclude.Value usual) {
        boolean isUnwrapped = property.getAccessor().hasAnnotation(JsonUnwrapped.class);
        return isUnwrapped
                ? of(property.getRawPrimaryType()).fields().stream()
                : Stream.of(field(property, components, usual));
    }

    private static OutputField field(
            BeanPropertyDefinition property, Map<String, RecordComponent> components, JsonInclude.Value usual) {
        RecordComponent component = components.get(property.getInternalName());
        if (component == null) {
            throw new IllegalArgumentException("no component is called " + property.getInternalName());
        }
        boolean isOptional =
                switch (usual.withOverrides(property.findInclusion()).getValueInclusion()) {
                    case NON_NULL, NON_ABSENT, NON_EMPTY, NON_DEFAULT -> true;
                    case ALWAYS, CUSTOM, USE_DEFAULTS -> false;
                };
        return new OutputField(
                property.getName(),
                component.getGenericType(),
                !isOptional && component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                isOptional,
                Glossary.of(component, property.getName()));
    }

    private static String name(Class<?> type) {
        SchemaName given = type.getAnnotation(SchemaName.class);
        return given == null ? type.getSimpleName() : given.value();
    }
}
