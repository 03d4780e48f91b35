package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.GuardrailPolicies;
import dev.mcpgateway.client.model.GuardrailPolicy;
import dev.mcpgateway.client.model.GuardrailPolicyReport;
import dev.mcpgateway.client.model.GuardrailUpdate;
import dev.mcpgateway.client.model.OnError;
import dev.mcpgateway.client.model.ServerDetails;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operations on guardrail policies. */
interface GuardrailOperations extends GatewayUnderTest {

    @Test
    default void aPolicyIsSavedAndSaysWhatOfItIsInForce() {
        String config = configWithServer();
        GuardrailPolicy policy = GuardrailPolicy.builder()
                .enabled(true)
                .block("pii")
                .onError(OnError.ALLOW)
                .build();

        GuardrailPolicyReport input = client().updateInputGuardrails(config, "files", policy);
        GuardrailPolicyReport output = client().updateOutputGuardrails(config, "files", policy);

        for (GuardrailPolicyReport report : List.of(input, output)) {
            assertTrue(report.enabled());
            assertEquals(List.of("pii"), report.block());
            assertEquals(OnError.ALLOW, report.onError());
            int judged = report.enforcement().enforced().size()
                    + report.enforcement().notEnforced().size();
            assertEquals(1, judged, "pii is in force or it is not");
        }
        ServerDetails server = client().getServer(config, "files");
        assertEquals(List.of("pii"), server.inputGuardrailsPolicy().block());
        assertEquals(List.of("pii"), server.outputGuardrailsPolicy().block());
        assertTrue(client().listServers(config).get(0).inputGuardrailsEnabled());
    }

    @Test
    default void bothPoliciesAreSetInOneCallAndOneThatIsNotGivenStays() {
        String config = configWithServer();
        GuardrailPolicy keywords = GuardrailPolicy.builder()
                .enabled(true)
                .warn("keyword_detector")
                .additionalConfig(Map.of("keywords", List.of("internal")))
                .build();
        client().updateOutputGuardrails(config, "files", keywords);

        GuardrailPolicies policies = client().updateGuardrails(
                        config,
                        "files",
                        GuardrailUpdate.builder()
                                .inputPolicy(
                                        GuardrailPolicy.builder().enabled(false).build())
                                .build());

        assertFalse(policies.inputGuardrailsPolicy().enabled());
        GuardrailPolicyReport kept = client().getServer(config, "files").outputGuardrailsPolicy();
        assertEquals(List.of("keyword_detector"), kept.warn());
        assertEquals(List.of("internal"), kept.additionalConfig().get("keywords"));
    }

    @Test
    default void aPolicyFileThatIsNotThereIsSaidToBeMissing() {
        String config = configWithServer();

        assertFails(ErrorCode.FILE_NOT_FOUND, NotFoundException.class, () -> client().updateInputGuardrails(
                        config, "files", "no-policy.json"));
        assertFails(ErrorCode.FILE_NOT_FOUND, NotFoundException.class, () -> client().updateOutputGuardrails(
                        config, "files", "no-policy.json"));
    }
}
