package dev.mcpgateway.examples.contract;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, kept by stubs of an HTTP server that are the recorded examples: requests are matched to the letter. */
class RecordedStubsContractIT extends ClientContract {
    private static WireMockServer server;
    private static GatewayClient client;
    private static GatewayClient keyless;

    @BeforeAll
    static void start() {
        server = new WireMockServer(
                options().dynamicPort().bindAddress("127.0.0.1").containerThreads(10));
        server.start();
        client = GatewayClient.create("http://127.0.0.1:" + server.port(), "the-admin-key");
        keyless = GatewayClient.builder()
                .baseUrl("http://127.0.0.1:" + server.port())
                .build();
    }

    @AfterAll
    static void stop() {
        keyless.close();
        client.close();
        server.stop();
    }

    @Override
    GatewayClient given(String... examples) {
        server.resetAll();
        for (String name : examples) {
            stub(Example.named(name));
        }
        return client;
    }

    @Override
    GatewayClient withoutKeyGiven(String example) {
        given(example);
        return keyless;
    }

    @Override
    GatewayClient withUserKeyGiven(String example) {
        return given(example);
    }

    @Override
    Secret activeKey() {
        return Example.activeKey();
    }

    @Override
    String activeKeyId() {
        return Example.named("getApiKey/200").lastSegment();
    }

    private static void stub(Example example) {
        MappingBuilder expected = request(example.method(), urlEqualTo(example.path()));
        if (example.body() != null) {
            // What a later client sends besides, as the token that makes a repetition harmless, is no other request.
            expected.withRequestBody(equalToJson(example.body().toString(), false, true));
        }
        ResponseDefinitionBuilder answer = aResponse()
                .withStatus(example.status())
                .withBody(example.answer().toString());
        example.headers().forEach(answer::withHeader);
        server.stubFor(expected.willReturn(answer));
    }
}
