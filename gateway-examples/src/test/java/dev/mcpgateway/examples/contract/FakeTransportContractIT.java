package dev.mcpgateway.examples.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.spi.TransportResponse;
import dev.mcpgateway.client.testing.FakeTransport;

/** The contract, kept by the transport for tests when its script says what the recorded examples say. */
class FakeTransportContractIT extends ClientContract {

    @Override
    GatewayClient given(String... examples) {
        FakeTransport gateway = new FakeTransport();
        for (String name : examples) {
            script(gateway, Example.named(name));
        }
        return gateway.client();
    }

    @Override
    GatewayClient withoutKeyGiven(String example) {
        return given(example);
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

    private static void script(FakeTransport gateway, Example example) {
        FakeTransport.Script script = gateway.on(example.operation());
        JsonNode answer = example.answer();
        if (answer.has("data")) {
            script.answer(example.status(), answer.get("data").toString());
        } else if (answer.has("errors")) {
            script.respond(TransportResponse.json(example.status(), answer.toString()));
        } else {
            script.fail(
                    example.status(),
                    new ErrorCode(answer.required("error").textValue()),
                    answer.required("detail").textValue());
        }
    }
}
