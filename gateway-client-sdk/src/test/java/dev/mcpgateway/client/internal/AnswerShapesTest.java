package dev.mcpgateway.client.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.error.GatewayResponseException;
import dev.mcpgateway.client.model.ProjectName;
import dev.mcpgateway.client.model.RemovedServers;
import dev.mcpgateway.client.model.ServerDetails;
import dev.mcpgateway.client.model.UserDetails;
import dev.mcpgateway.client.model.UserItem;
import dev.mcpgateway.client.spi.TransportResponse;
import dev.mcpgateway.client.testing.FakeTransport;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the values of an answer become records, and what is said of those that do not. */
class AnswerShapesTest {
    private static final String USER =
            "\"user_id\":\"u\",\"email\":\"e\",\"created_at\":\"2024-01-01T12:00:00.000000\"";

    private final FakeTransport gateway = new FakeTransport();

    private static <T> T read(Class<T> type, String data) throws IOException {
        return envelope(type, "{\"data\":" + data + "}").data();
    }

    private static <T> Result.Envelope<T> envelope(Class<T> type, String body) throws IOException {
        return Result.of(type).read(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theOrderOfFieldsMakesNoDifference() throws IOException {
        assertEquals(
                read(UserDetails.class, "{" + USER + ",\"projects\":[{\"project_id\":\"p\",\"project_name\":\"n\"}]}"),
                read(UserDetails.class, "{\"projects\":[{\"project_name\":\"n\",\"project_id\":\"p\"}]," + USER + "}"));
    }

    @Test
    void ofFieldsThatComeTwiceTheLaterCounts() throws IOException {
        UserDetails user = read(UserDetails.class, "{\"email\":\"first\"," + USER + ",\"user_id\":\"later\"}");
        assertEquals("e", user.email());
        assertEquals("later", user.userId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"user_id\":[],%s}                       | data.user_id is of another kind",
                "{%s,\"api_keys\":{}}                      | data.api_keys is of another kind",
                "{%s,\"projects\":[7]}                     | data.projects[0] is of another kind",
                "{%s,\"projects\":[null,{\"project_id\":\"p\"}]} | data.projects[1]: project_name is missing",
                "{%s,\"updated_at\":\"then\"}              | data.updated_at: a time is not of the form",
                "{%s,\"updated_at\":7}                     | data.updated_at: a time is not of the form",
                "[]                                        | data is of another kind",
                "{}                                        | data: user_id is missing"
            })
    void whatDoesNotFitIsNamedByItsPath(String data, String problem) {
        IOException unfit = assertThrows(
                IOException.class, () -> read(UserDetails.class, data.strip().replace("%s", USER)));
        assertTrue(String.valueOf(unfit.getMessage()).startsWith(problem), unfit.toString());
    }

    @Test
    void anItemOfAListIsNamedByItsIndex() {
        Result<List<UserItem>> users = Result.listOf(UserItem.class);
        for (var expected : Map.of(
                        "null",
                        "data[1] is missing",
                        "7",
                        "data[1] is of another kind",
                        "{" + USER + "}",
                        "data[1].api_keys is missing")
                .entrySet()) {
            String body = "{\"data\":[{" + USER + ",\"api_keys\":1}," + expected.getKey() + "]}";
            IOException unfit =
                    assertThrows(IOException.class, () -> users.read(body.getBytes(StandardCharsets.UTF_8)));
            assertEquals(expected.getValue(), unfit.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7.0", "70e-1", "7.000"})
    void aCountIsAnyWholeNumber(String number) throws IOException {
        assertEquals(
                7, read(RemovedServers.class, "{\"removed\":" + number + "}").removed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.5", "\"7\"", "true", "3000000000", "-3000000000", "1e999999999", "{}", "[7]"})
    void aCountIsNeverRoundedOrGuessed(String number) {
        IOException unfit =
                assertThrows(IOException.class, () -> read(RemovedServers.class, "{\"removed\":" + number + "}"));
        assertEquals("data.removed is of another kind", unfit.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"true\"", "{}", "[]"})
    void aFlagIsTrueOrFalse(String flag) {
        gateway.on("getServer").answer(200, "{\"enable_server_info_validation\":" + flag + "}");
        GatewayResponseException failure = assertThrows(
                GatewayResponseException.class, () -> gateway.client().getServer("c", "s"));
        assertTrue(
                failure.getMessage().contains("data.enable_server_info_validation is of another kind"),
                failure.getMessage());
    }

    @Test
    void aTextMayBeWrittenAsAnotherScalar() throws IOException {
        assertEquals(new ProjectName("7", "true"), read(ProjectName.class, "{\"project_id\":7,\"project_name\":true}"));
    }

    @Test
    void whatHasNoRecordKeepsItsKinds() throws IOException {
        ServerDetails server = read(ServerDetails.class, """
                {"server_name":"s","description":"","created_at":"2024-01-01T12:00:00Z","config":{},
                 "enable_server_info_validation":false,
                 "tools":{"int":1,"long":3000000000,"big":123456789012345678901234567890,"part":1.50,
                          "text":"x","flag":true,"none":null,"list":[1,[],{}],"map":{"a":{"b":0.1}}}}""");
        assertEquals(
                Arrays.asList(
                        1,
                        3_000_000_000L,
                        new BigInteger("123456789012345678901234567890"),
                        new BigDecimal("1.50"),
                        "x",
                        true,
                        null,
                        List.of(1, List.of(), Map.of()),
                        Map.of("a", Map.of("b", new BigDecimal("0.1")))),
                new ArrayList<>(server.tools().values()));
    }

    @ParameterizedTest
    @ValueSource(strings = {" {}", " 7", "]", "}", " x"})
    void anAnswerEndsWithItsObject(String more) {
        assertThrows(IOException.class, () -> envelope(RemovedServers.class, "{\"data\":{\"removed\":1}}" + more));
    }

    @Test
    void whatIsInAMessageThatIsNoTextIsNotTakenForTheAnswer() throws IOException {
        Result.Envelope<RemovedServers> answer = envelope(
                RemovedServers.class,
                "{\"message\":{\"data\":{\"removed\":2}},\"data\":{\"removed\":1},\"next_cursor\":[\"x\"]}");
        assertEquals(new RemovedServers(1), answer.data());
        assertEquals("", answer.message());
        assertNull(answer.timestamp());
    }

    @Test
    void anAnswerThatIsNestedTooDeepIsRefused() {
        for (String deep : List.of("{\"a\":", "[")) {
            String body = "{\"data\":{\"removed\":1,\"later\":" + deep.repeat(100_000);
            assertThrows(IOException.class, () -> envelope(RemovedServers.class, body));
        }
        String tools = "{\"server_name\":\"s\",\"tools\":{\"a\":" + "[".repeat(100_000);
        assertThrows(IOException.class, () -> read(ServerDetails.class, tools));
    }

    @Test
    void aFailuresBodyThatIsNestedTooDeepIsSomebodyElses() {
        HttpHeaders noHeaders = HttpHeaders.of(Map.of(), (name, value) -> true);
        byte[] deep = "{\"detail\":".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        gateway.on("getServer").respond(new TransportResponse(400, noHeaders, deep));
        GatewayApiException failure =
                assertThrows(GatewayApiException.class, () -> gateway.client().getServer("c", "s"));
        assertTrue(failure.getMessage().contains("not the gateway's"), failure.getMessage());
    }
}
