package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.fixture.Sdk;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What an application sees of the client. */
class PublicApiTest {

    @Test
    void noTypeOfJacksonIsInASignature() {
        List<String> found = new ArrayList<>();
        for (Class<?> type : Sdk.exported()) {
            for (String signature : signatures(type)) {
                if (signature.contains("com.fasterxml")) {
                    found.add(signature);
                }
            }
            found.addAll(annotations(type, type.getName()));
        }
        assertEquals(List.of(), found);
        assertTrue(Sdk.exported().size() > 80, "the public types are found");
    }

    private static List<String> signatures(Class<?> type) {
        List<String> signatures = new ArrayList<>();
        signatures.add(type.toGenericString() + " extends " + type.getGenericSuperclass() + " implements "
                + Arrays.toString(type.getGenericInterfaces()));
        for (Method method : type.getDeclaredMethods()) {
            if (isVisible(method.getModifiers())) {
                signatures.add(method.toGenericString());
            }
        }
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (isVisible(constructor.getModifiers())) {
                signatures.add(constructor.toGenericString());
            }
        }
        for (Field field : type.getDeclaredFields()) {
            if (isVisible(field.getModifiers())) {
                signatures.add(field.toGenericString());
            }
        }
        return signatures;
    }

    private static List<String> annotations(AnnotatedElement element, String name) {
        return Arrays.stream(element.getAnnotations())
                .map(annotation -> name + " has " + annotation)
                .filter(text -> text.contains("com.fasterxml"))
                .toList();
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    @Test
    void everyPublicTypeSaysWhatMayBeNull() {
        List<Class<?>> unmarked = Sdk.exported().stream()
                .filter(type -> !type.getPackage().isAnnotationPresent(NullMarked.class))
                .toList();
        assertEquals(List.of(), unmarked);
    }

    @Test
    void theExceptionsAreAClosedSetOfUncheckedOnes() {
        Predicate<Class<?>> isClosed = type -> type.isSealed() || Modifier.isFinal(type.getModifiers());
        List<Class<?>> exceptions = Sdk.exported().stream()
                .filter(Throwable.class::isAssignableFrom)
                .toList();
        assertTrue(exceptions.stream().allMatch(GatewayException.class::isAssignableFrom), exceptions.toString());
        assertTrue(exceptions.stream().allMatch(RuntimeException.class::isAssignableFrom), exceptions.toString());
        assertEquals(List.of(), exceptions.stream().filter(isClosed.negate()).toList());
    }

    @Test
    void theModuleRequiresNothingButJacksonAndTheJdkAndHidesItsInside() throws Exception {
        Path classes = Path.of(GatewayClient.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        ModuleDescriptor module = ModuleFinder.of(classes)
                .find("dev.mcpgateway.client")
                .orElseThrow()
                .descriptor();
        Set<String> required = module.requires().stream()
                .filter(requires -> !requires.modifiers().contains(ModuleDescriptor.Requires.Modifier.STATIC))
                .map(ModuleDescriptor.Requires::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> exported = module.exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> expected =
                Sdk.exported().stream().map(Class::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("com.fasterxml.jackson.core", "java.base", "java.net.http"), required);
        assertEquals(expected, exported);
    }
}
