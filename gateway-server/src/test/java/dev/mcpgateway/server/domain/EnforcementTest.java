package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Enforcement.NotEnforced;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnforcementTest {
    private static final Attributes ALL = Attributes.of(Map.of("limits", Map.of("bytes", 1)))
            .with("pii_redaction", true)
            .with("relevancy", true)
            .with("adherence", true)
            .with("hallucination", true)
            .with("keywords", List.of("a"))
            .with("whole_word", true)
            .with("patterns", List.of("b+"));

    private static Policy policy(
            boolean enabled, @Nullable String name, @Nullable List<String> block, @Nullable Attributes additional) {
        return new Policy(enabled, name, null, block, null, additional, null, null, Attributes.EMPTY);
    }

    private static List<String> notEnforced(Policy policy) {
        return Enforcement.of(policy, Settings.EMPTY, GuardrailEngine.NONE).notEnforced().stream()
                .map(NotEnforced::detector)
                .toList();
    }

    @Test
    void aPolicyOfTheRemoteProviderIsReportedWhereNothingIsBlockedByName() {
        assertEquals(List.of("policy:Sample Policy"), notEnforced(policy(true, "Sample Policy", null, null)));
        assertEquals(List.of("policy:Sample Policy"), notEnforced(policy(true, "Sample Policy", List.of(), null)));
        assertEquals(List.of("pii"), notEnforced(policy(true, "Sample Policy", List.of("pii"), null)));
    }

    @Test
    void everyCheckThatIsAskedForIsReported() {
        assertEquals(
                List.of("pii", "pii_redaction", "relevancy", "adherence", "hallucination", "keywords", "patterns"),
                notEnforced(policy(true, null, List.of("pii"), ALL)));
    }

    @Test
    void aCheckThatIsSwitchedOffOrEmptyIsNotAskedFor() {
        Attributes none = Attributes.EMPTY
                .with("pii_redaction", false)
                .with("keywords", List.of())
                .with("patterns", null);

        assertEquals(List.of(), notEnforced(policy(true, null, List.of(), none)));
        assertEquals(List.of(), notEnforced(policy(false, "Sample Policy", null, ALL)));
    }

    @Test
    void whatTheEngineRunsIsEnforced() {
        GuardrailEngine engine =
                (check, policy, settings) -> check.equals("keywords") ? Optional.empty() : Optional.of("no");

        assertEquals(
                List.of("keywords"),
                Enforcement.of(policy(true, null, null, ALL), Settings.EMPTY, engine)
                        .enforced());
    }

    @Test
    void thePoliciesOfAModelsEndpointAreWarnedOfToo() {
        ModelUpstream upstream = new ModelUpstream(
                "https://x.example", null, policy(true, "Sample Policy", null, null), null, Attributes.EMPTY);
        McpConfig config = new McpConfig(
                "id",
                "config",
                new ConfigSettings(null, null, upstream),
                List.of(),
                Instant.EPOCH,
                null,
                0,
                Attributes.EMPTY);

        List<String> warnings =
                new ConfigReview(GuardrailEngine.NONE, AllowedCommands.ANY).warnings(config, Settings.EMPTY);

        assertTrue(
                warnings.stream().anyMatch(text -> text.contains("policy:Sample Policy, which is not enforced")),
                warnings.toString());
    }
}
