package dev.mcpgateway.client;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.api.ApiKeyCalls;
import dev.mcpgateway.client.api.ProjectCalls;
import dev.mcpgateway.client.api.UserCalls;
import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.error.GatewayConnectionException;
import dev.mcpgateway.client.error.GatewayException;
import dev.mcpgateway.client.error.GatewayTimeoutException;
import dev.mcpgateway.client.error.RateLimitedException;
import dev.mcpgateway.client.fixture.Example;
import dev.mcpgateway.client.fixture.ManualTime;
import dev.mcpgateway.client.fixture.Way;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.ProjectSettings;
import dev.mcpgateway.client.spi.TransportRequest;
import dev.mcpgateway.client.spi.TransportResponse;
import dev.mcpgateway.client.testing.FakeTransport;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTransport gateway = new FakeTransport();
    private final ManualTime time = new ManualTime();

    /** One call of each method. */
    private static final Map<String, Call<?>> CALLS = Map.of(
            "GET", UserCalls.getUser("a@example.com"),
            "PUT", UserCalls.updateUser("a@example.com", "b@example.com"),
            "DELETE", UserCalls.deleteUser("a@example.com"),
            "POST", UserCalls.createUser("a@example.com"),
            "PATCH",
                    ProjectCalls.updateProject(
                            "project", ProjectSettings.builder().build()));

    private static final Set<String> SAFE_TO_REPEAT = Set.of("GET", "PUT", "DELETE");

    /** What may fail, and whether it is made again: always, where doing it twice is doing it once, or never. */
    private enum Repeated {
        ALWAYS,
        WHERE_IDEMPOTENT,
        NEVER
    }

    private static Map<String, Repeated> failures() {
        return Map.ofEntries(
                Map.entry("refused", Repeated.ALWAYS),
                Map.entry("reset", Repeated.WHERE_IDEMPOTENT),
                Map.entry("no answer", Repeated.WHERE_IDEMPOTENT),
                Map.entry("408", Repeated.WHERE_IDEMPOTENT),
                Map.entry("429", Repeated.WHERE_IDEMPOTENT),
                Map.entry("502", Repeated.WHERE_IDEMPOTENT),
                Map.entry("503", Repeated.WHERE_IDEMPOTENT),
                Map.entry("504", Repeated.WHERE_IDEMPOTENT),
                Map.entry("429 Retry-After", Repeated.ALWAYS),
                Map.entry("503 Retry-After", Repeated.ALWAYS),
                Map.entry("408 Retry-After", Repeated.WHERE_IDEMPOTENT),
                Map.entry("502 Retry-After", Repeated.WHERE_IDEMPOTENT),
                Map.entry("504 Retry-After", Repeated.WHERE_IDEMPOTENT),
                Map.entry("409 Retry-After", Repeated.NEVER),
                Map.entry("500 Retry-After", Repeated.NEVER),
                Map.entry("301", Repeated.NEVER),
                Map.entry("400", Repeated.NEVER),
                Map.entry("401", Repeated.NEVER),
                Map.entry("403", Repeated.NEVER),
                Map.entry("404", Repeated.NEVER),
                Map.entry("405", Repeated.NEVER),
                Map.entry("409", Repeated.NEVER),
                Map.entry("412", Repeated.NEVER),
                Map.entry("413", Repeated.NEVER),
                Map.entry("500", Repeated.NEVER),
                Map.entry("501", Repeated.NEVER),
                Map.entry("505", Repeated.NEVER),
                Map.entry("200", Repeated.NEVER)); // with a body that is not the gateway's
    }

    static Stream<Arguments> table() {
        return CALLS.keySet().stream()
                .flatMap(method -> failures().entrySet().stream().flatMap(failure -> Stream.of(Way.values())
                        .map(way -> Arguments.of(way, method, failure.getKey(), failure.getValue()))));
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @MethodSource("table")
    void whatIsRetriedDependsOnTheMethodAndOnHowItFailed(Way way, String method, String failure, Repeated repeated) {
        Call<?> call = Objects.requireNonNull(CALLS.get(method));
        FakeTransport.Script script = gateway.on(call.operation());
        switch (failure) {
            case "refused" -> script.refuse();
            case "reset" -> script.reset();
            case "no answer" -> script.hang();
            default -> script.respond(answer(failure));
        }
        GatewayClient client = gateway.client()
                .withOptions(RequestOptions.builder()
                        .timeout(MINUTE.multipliedBy(10))
                        .attemptTimeout(MINUTE)
                        .build());
        assertThrows(GatewayException.class, () -> way.send(client, call));
        boolean isAgain = repeated == Repeated.ALWAYS
                || (repeated == Repeated.WHERE_IDEMPOTENT && SAFE_TO_REPEAT.contains(method));
        assertEquals(isAgain ? 3 : 1, gateway.requests().size());
    }

    private static TransportResponse answer(String failure) {
        int status = Integer.parseInt(failure.substring(0, 3));
        Map<String, List<String>> fields =
                failure.endsWith("Retry-After") ? Map.of("retry-after", List.of("1")) : Map.of();
        return new TransportResponse(status, HttpHeaders.of(fields, (name, value) -> true), new byte[0]);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aSuccessAfterFailuresSaysHowManyAttemptsItTook(Way way) {
        gateway.on("getUser").reset().respond(answer("503")).respond(user());
        assertEquals(3, way.send(gateway.client(), UserCalls.getUser("a")).attempts());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void withNoneNothingIsTriedAgain(Way way) {
        gateway.on("getUser").refuse();
        GatewayClient client = gateway.client()
                .withOptions(RequestOptions.builder().retry(RetryPolicy.none()).build());
        assertThrows(GatewayConnectionException.class, () -> way.send(client, UserCalls.getUser("a")));
        assertEquals(1, gateway.requests().size());
        assertEquals(List.of(), gateway.waits());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.25, 0.5, 1})
    void theWaitIsARandomPartOfABoundThatDoublesUpToItsEnd(double part) {
        gateway.on("getUser").reset();
        RetryPolicy policy = new RetryPolicy(6, Duration.ofMillis(100), Duration.ofMillis(500), MINUTE);
        GatewayClient client = client(() -> part)
                .withOptions(RequestOptions.builder().retry(policy).build());
        assertThrows(GatewayConnectionException.class, () -> client.getUser("a"));
        List<Duration> expected = Stream.of(100, 200, 400, 500, 500)
                .map(bound -> Duration.ofNanos((long) (bound * 1_000_000 * part)))
                .toList();
        assertEquals(expected, time.waits());
    }

    @Test
    void delaysLongerThanACenturyAreNoFault() {
        gateway.on("getUser").reset();
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        GatewayClient client = client(() -> 1)
                .withOptions(RequestOptions.builder()
                        .timeout(forever)
                        .attemptTimeout(forever)
                        .retry(new RetryPolicy(2, forever, Duration.ofMillis(5), forever))
                        .build());
        assertThrows(GatewayConnectionException.class, () -> client.getUser("a"));
        assertThrows(GatewayConnectionException.class, () -> Way.NOT_WAITING.send(client, UserCalls.getUser("a")));
        assertEquals(List.of(Duration.ofMillis(5), Duration.ofMillis(5)), time.waits());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aRetryAfterInSecondsIsWaitedForToTheSecond(Way way) {
        gateway.on("createUser").rateLimit(Duration.ofSeconds(7)).answer(201, "{\"user_id\":\"u\",\"email\":\"e\"}");
        way.send(gateway.client(), UserCalls.createUser("e"));
        assertEquals(List.of(Duration.ofSeconds(7)), gateway.waits());
    }

    @Test
    void aRetryAfterThatIsADateIsCountedFromTheAnswersOwnDate() {
        gateway.on("getUser")
                .respond(busy("Sun, 06 Nov 1994 08:49:50 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"))
                .respond(busy("Sun, 06 Nov 1994 08:49:30 GMT", "Sun, 06 Nov 1994 08:49:37 GMT"))
                .respond(user());
        gateway.client().getUser("a");
        assertEquals(List.of(Duration.ofSeconds(13), Duration.ZERO), gateway.waits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1.5", "", "Sun, 06 Nov 1994"})
    void aRetryAfterThatCannotBeReadIsAsIfThereWereNone(String field) {
        gateway.on("getUser")
                .respond(busy(field, "Sun, 06 Nov 1994 08:49:37 GMT"))
                .respond(user());
        gateway.client().getUser("a");
        assertEquals(List.of(Duration.ofMillis(50)), gateway.waits());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "31",
                "3600",
                "999999999",
                "9999999999",
                "99999999999999999999999",
                "Mon, 07 Nov 1994 08:49:37 GMT"
            })
    void aRetryAfterOverTheBoundIsNotWaitedForAndIsInTheException(String field) {
        gateway.on("getUser")
                .respond(new TransportResponse(
                        429,
                        HttpHeaders.of(
                                Map.of(
                                        "retry-after", List.of(field),
                                        "date", List.of("Sun, 06 Nov 1994 08:49:37 GMT")),
                                (name, value) -> true),
                        new byte[0]));
        RateLimitedException failure =
                assertThrows(RateLimitedException.class, () -> gateway.client().getUser("a"));
        assertTrue(failure.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(31)) >= 0);
        assertEquals(List.of(), gateway.waits());
        assertEquals(1, gateway.requests().size());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aWaitThatWouldEndAfterTheDeadlineIsNotBegun(Way way) {
        gateway.on("getUser").rateLimit(Duration.ofSeconds(10));
        GatewayClient client = gateway.client()
                .withOptions(
                        RequestOptions.builder().timeout(Duration.ofSeconds(10)).build());
        assertThrows(RateLimitedException.class, () -> way.send(client, UserCalls.getUser("a")));
        assertEquals(List.of(), gateway.waits());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theDeadlineOfTheWholeCallEndsTheRetries(Way way) {
        gateway.on("getUser").hang();
        GatewayClient client = gateway.client()
                .withOptions(RequestOptions.builder()
                        .timeout(Duration.ofSeconds(60))
                        .attemptTimeout(Duration.ofSeconds(40))
                        .build());
        GatewayTimeoutException failure =
                assertThrows(GatewayTimeoutException.class, () -> way.send(client, UserCalls.getUser("a")));
        assertEquals(Duration.ofSeconds(60), failure.waited());
        assertEquals(
                List.of(Duration.ofSeconds(40), Duration.ofSeconds(20).minusMillis(50)),
                gateway.requests().stream().map(TransportRequest::timeout).toList());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void nothingIsSentAfterTheDeadlineThoughTheWaitEndedLate(Way way) {
        ManualTime slow = new ManualTime(MINUTE.multipliedBy(5));
        gateway.on("createUser").refuse();
        GatewayClient client = GatewayClient.builder()
                .transport(gateway)
                .sleeper(slow)
                .clock(slow::now)
                .build();
        GatewayTimeoutException failure =
                assertThrows(GatewayTimeoutException.class, () -> way.send(client, UserCalls.createUser("a")));
        assertEquals(Duration.ofSeconds(60), failure.waited());
        assertEquals(1, gateway.requests().size());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theAttemptsOwnTimeIsTheBoundThatIsNamed(Way way) {
        gateway.on("createUser").hang();
        GatewayTimeoutException failure = assertThrows(
                GatewayTimeoutException.class, () -> way.send(gateway.client(), UserCalls.createUser("a")));
        assertEquals(Duration.ofSeconds(30), failure.waited());
        assertTrue(failure.getMessage().contains("30000 ms"), failure.getMessage());
        assertTrue(failure.getMessage().contains("whether it was done is not known"), failure.getMessage());
    }

    @Test
    void aLongerBoundOnTheCallIsTheAttemptsTooUnlessThatHasOneOfItsOwn() {
        gateway.on("getUser").respond(user());
        RequestOptions tenMinutes =
                RequestOptions.builder().timeout(Duration.ofMinutes(10)).build();
        gateway.client().withOptions(tenMinutes).getUser("a");
        gateway.client()
                .withOptions(RequestOptions.builder().attemptTimeout(MINUTE).build())
                .withOptions(tenMinutes)
                .getUser("a");
        assertEquals(
                List.of(Duration.ofMinutes(10), MINUTE),
                gateway.requests().stream().map(TransportRequest::timeout).toList());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void allAttemptsHaveTheSameTokenAndTheSameRequestId(Way way) {
        gateway.on("generateApiKey").refuse().rateLimit(Duration.ZERO).answer(201, KEY);
        way.send(gateway.client(), ApiKeyCalls.generateApiKey("u", "p"));
        List<TransportRequest> attempts = gateway.requests();
        assertEquals(3, attempts.size());
        assertEquals(1, new HashSet<>(bodies(attempts)).size());
        assertTrue(
                bodies(attempts).get(0).matches("\\{.*\"client_token\":\"[!-~]{20,128}\".*}"),
                bodies(attempts).get(0));
        assertEquals(
                1,
                attempts.stream()
                        .map(attempt -> attempt.headers().get("X-Request-Id"))
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void anotherCallHasAnotherTokenWhateverTheRandomValuesAre(Way way) {
        gateway.on("generateApiKey").answer(201, KEY);
        Call<?> call = ApiKeyCalls.generateApiKey("u", "p");
        for (DoubleSupplier random : List.<DoubleSupplier>of(() -> 0, () -> 1)) {
            GatewayClient client = client(random);
            way.send(client, call);
            way.send(client, call);
        }
        assertEquals(4, new HashSet<>(bodies(gateway.requests())).size());
    }

    @Test
    void aTokenOfTheCallersIsSentAsItIs() {
        gateway.on("generateApiKey").answer(201, KEY);
        gateway.client()
                .generateApiKey(
                        "u", "p", KeySettings.builder().clientToken("mine").build());
        assertTrue(bodies(gateway.requests()).get(0).contains("\"client_token\":\"mine\""));
    }

    @Test
    void eachCallHasARequestIdOfItsOwnUnlessOneIsGiven() {
        gateway.on("getUser").respond(user());
        GatewayClient client = GatewayClient.builder().transport(gateway).build();
        client.getUser("a");
        client.getUser("a");
        client.withOptions(RequestOptions.builder().requestId("mine-1").build()).getUser("a");
        List<String> ids = gateway.requests().stream()
                .map(request -> request.headers().get("x-request-id"))
                .toList();
        assertAll(
                () -> assertTrue(ids.get(0).matches("[0-9a-v]{16}"), ids.get(0)),
                () -> assertNotEquals(ids.get(0), ids.get(1)),
                () -> assertEquals("mine-1", ids.get(2)));
    }

    @Test
    void aPolicyRefusesWhatMakesNoSense() {
        Duration negative = Duration.ofMillis(-1);
        assertAll(
                () -> assertThrows(GatewayConfigurationException.class, () -> RetryPolicy.standard()
                        .withMaxAttempts(0)),
                () -> assertThrows(
                        GatewayConfigurationException.class, () -> new RetryPolicy(1, negative, MINUTE, MINUTE)),
                () -> assertThrows(
                        GatewayConfigurationException.class, () -> new RetryPolicy(1, MINUTE, negative, MINUTE)),
                () -> assertThrows(
                        GatewayConfigurationException.class, () -> new RetryPolicy(1, MINUTE, MINUTE, negative)));
    }

    @Test
    void theExceptionSaysHowManyAttemptsWereMade() {
        gateway.on("getUser").respond(answer("503"));
        GatewayApiException failure =
                assertInstanceOf(GatewayApiException.class, assertThrows(GatewayException.class, () -> gateway.client()
                        .getUser("a")));
        assertEquals(3, failure.attempts());
        assertTrue(failure.getMessage().contains("[3 attempts]"), failure.getMessage());
    }

    private static final String KEY = Example.all().stream()
            .filter(example -> example.toString().equals("generateApiKey/201"))
            .findFirst()
            .orElseThrow()
            .body()
            .path("data")
            .toString();

    private static List<String> bodies(List<TransportRequest> requests) {
        List<String> bodies = new ArrayList<>();
        requests.forEach(request -> bodies.add(FakeTransport.body(request)));
        return bodies;
    }

    private static TransportResponse user() {
        return TransportResponse.json(200, """
                {"message":"OK","timestamp":"2024-01-01T12:00:00.000000","data":{"user_id":"u","email":"e",
                 "created_at":"2024-01-01T12:00:00.000000","updated_at":null,"projects":[],"api_keys":[]}}""");
    }

    private static TransportResponse busy(String retryAfter, String date) {
        return new TransportResponse(
                503,
                HttpHeaders.of(
                        Map.of("retry-after", List.of(retryAfter), "date", List.of(date)), (name, value) -> true),
                new byte[0]);
    }

    private GatewayClient client(DoubleSupplier random) {
        return GatewayClient.builder()
                .transport(gateway)
                .sleeper(time)
                .clock(time::now)
                .random(random)
                .build();
    }
}
