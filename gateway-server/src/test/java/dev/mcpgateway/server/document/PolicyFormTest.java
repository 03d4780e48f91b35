package dev.mcpgateway.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.Policy;
import org.junit.jupiter.api.Test;

class PolicyFormTest {
    private static ObjectNode answered() {
        ObjectNode policy = JsonValues.object();
        policy.put("enabled", true);
        policy.putArray("block").add("pii");
        policy.putObject("enforcement").putArray("enforced").add("pii");
        return policy;
    }

    @Test
    void aPolicyOfAnAnswerCanBeSentBackAndWhatIsEnforcedIsNotStored() {
        Policy read = PolicyForm.readStrictly(answered(), "policy", null);

        assertEquals(
                "{\"enabled\":true,\"block\":[\"pii\"]}", PolicyForm.write(read).toString());
    }

    @Test
    void aPolicyInAFileMayBeThatOfAnAnswer() {
        Policy read = PolicyForm.readLeniently(answered(), "policy_file");

        assertEquals(
                "{\"enabled\":true,\"block\":[\"pii\"]}", PolicyForm.write(read).toString());
    }

    @Test
    void aMistypedFieldIsStillRefused() {
        ObjectNode mistyped = answered();
        mistyped.put("enforcements", true);

        assertThrows(InvalidFieldException.class, () -> PolicyForm.readStrictly(mistyped, "policy", null));
    }
}
