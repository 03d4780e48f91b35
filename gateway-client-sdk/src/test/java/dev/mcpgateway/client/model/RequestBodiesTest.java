package dev.mcpgateway.client.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.fixture.Samples;
import dev.mcpgateway.client.fixture.Sdk;
import dev.mcpgateway.client.testing.FakeTransport;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The requests that are built: what is set is sent, null is sent as null, and what is not set is not sent. */
class RequestBodiesTest {

    static Stream<Class<?>> requests() {
        return Sdk.exported().stream().filter(type -> type.getSuperclass() == RequestBody.class);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void whatIsNotSetIsNotSent(Class<?> type) throws Exception {
        Object builder = Sdk.invoke(type.getMethod("builder"), null);
        RequestBody request = (RequestBody) Sdk.invoke(builder.getClass().getMethod("build"), builder);
        assertEquals(Map.of(), request.fields());
    }

    @ParameterizedTest
    @MethodSource("requests")
    void nullClearsWhereTheSetterTakesIt(Class<?> type) throws Exception {
        for (Method setter : setters(type)) {
            Object builder = Sdk.invoke(type.getMethod("builder"), null);
            boolean takesNull = setter.getParameters()[0].getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (takesNull) {
                setter.invoke(builder, new Object[] {null});
                RequestBody request =
                        (RequestBody) Sdk.invoke(builder.getClass().getMethod("build"), builder);
                assertEquals(1, request.fields().size(), setter.getName());
                assertTrue(request.fields().containsValue(null), setter.getName());
            }
        }
    }

    private static List<Method> setters(Class<?> type) throws NoSuchMethodException {
        Class<?> builder = type.getMethod("builder").getReturnType();
        return Arrays.stream(builder.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers())
                        && method.getReturnType() == builder
                        && method.getParameterCount() == 1)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void twoThatSendTheSameAreEqualAndShowNoSecret(Class<?> type) {
        RequestBody one = new Samples("planted").request(type);
        RequestBody same = new Samples("planted").request(type);
        RequestBody other = new Samples("another").request(type);
        assertEquals(one, same);
        assertEquals(one.hashCode(), same.hashCode());
        assertNotEquals(one, (Object) "text");
        assertFalse(one.toString().contains("planted"), one.toString());
        assertTrue(one.toString().startsWith(type.getSimpleName() + "{"), one.toString());
        assertEquals(one.fields().keySet(), other.fields().keySet());
        assertThrows(UnsupportedOperationException.class, () -> one.fields().clear());
    }

    @Test
    void laterChangesOfWhatWasGivenDoNotReachTheRequest() {
        List<String> args = new ArrayList<>(List.of("one"));
        Map<String, Secret> env = new HashMap<>(Map.of("A", Secret.of("1")));
        ServerSettings.Builder builder = ServerSettings.builder().args(args).env(env);
        ServerSettings settings = builder.build();
        args.add("two");
        env.clear();
        builder.description("later");
        assertEquals(Map.of("args", List.of("one"), "env", Map.of("A", Secret.of("1"))), settings.fields());
    }

    @Test
    void theLaterValueOfAFieldIsSent() {
        ServerSettings settings = ServerSettings.builder()
                .command("npx", "-y", "one")
                .command("uvx")
                .build();
        assertEquals(Map.of("server_command", "uvx", "args", List.of("-y", "one")), settings.fields());
    }

    @Test
    void secretsWordsAndNullsAreWrittenAsTheWireHasThem() {
        FakeTransport gateway = new FakeTransport();
        gateway.on("addServer").answer(201, "null");
        ServerSettings settings = ServerSettings.builder()
                .env(Map.of("TOKEN", Secret.of("the-token")))
                .sharing(ServerSharing.PER_KEY)
                .description(null)
                .oauthConfig(JsonDocument.parse("{\"a\":1.50}"))
                .timeouts(Map.of("call", 2))
                .inputGuardrails(GuardrailPolicy.builder()
                        .enabled(true)
                        .block("secrets")
                        .provider(GuardrailProvider.LOCAL)
                        .build())
                .build();
        assertThrows(RuntimeException.class, () -> gateway.client().addServer("c", "s", settings));
        assertEquals(
                "{\"server_name\":\"s\",\"env\":{\"TOKEN\":\"the-token\"},\"sharing\":\"per_key\",\"description\":null,"
                        + "\"oauth_config\":{\"a\":1.50},\"timeouts\":{\"call\":2},"
                        + "\"input_guardrails_policy\":{\"enabled\":true,\"block\":[\"secrets\"],\"provider\":\"local\"}}",
                FakeTransport.body(gateway.requests().get(0)));
    }

    @Test
    void aValueThatJsonCannotHoldIsRefusedBeforeAnythingIsSent() {
        FakeTransport gateway = new FakeTransport();
        gateway.on("addServer").answer(201, "null");
        ServerSettings settings =
                ServerSettings.builder().tools(Map.of("planted", new Object())).build();
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> gateway.client().addServer("c", "s", settings));
        assertFalse(String.valueOf(refused.getMessage()).contains("planted"), refused.getMessage());
        assertEquals(List.of(), gateway.requests());
    }
}
