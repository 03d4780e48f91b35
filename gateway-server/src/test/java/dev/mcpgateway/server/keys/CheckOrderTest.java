package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.server.domain.RateLimit;
import dev.mcpgateway.server.domain.Secret;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lets every combination of faults meet the whole chain of checks: the first in the contract's order is the answer. */
class CheckOrderTest {

    private static final String NONCE = "0123456789abcdef";
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    /** In the order of the checks. */
    private enum Fault {
        UNKNOWN(KeyRefusal.INVALID_API_KEY),
        REVOKED(KeyRefusal.INVALID_API_KEY),
        DISABLED(KeyRefusal.DISABLED_API_KEY),
        NOT_BEGUN(KeyRefusal.INACTIVE_API_KEY),
        EXPIRED(KeyRefusal.EXPIRED_API_KEY),
        ELSEWHERE(KeyRefusal.IP_NOT_ALLOWED),
        WRONGLY_SIGNED(KeyRefusal.INVALID_SIGNATURE),
        OLD(KeyRefusal.TIMESTAMP_OUT_OF_RANGE),
        REPLAYED(KeyRefusal.REPLAYED_REQUEST),
        TOO_MANY(KeyRefusal.RATE_LIMIT_EXCEEDED);

        final KeyRefusal refusal;

        Fault(KeyRefusal refusal) {
            this.refusal = refusal;
        }
    }

    private final SampleKey template = Door.sample();

    @Test
    void theFirstFaultIsTheAnswerWhateverElseIsWrong() {
        Fault[] faults = Fault.values();
        for (int bits = 0; bits < 1 << faults.length; bits++) {
            Set<Fault> chosen = EnumSet.noneOf(Fault.class);
            for (int i = 0; i < faults.length; i++) {
                if ((bits >> i & 1) == 1) {
                    chosen.add(faults[i]);
                }
            }
            KeyRefusal expected =
                    chosen.stream().findFirst().map(fault -> fault.refusal).orElse(null);

            assertEquals(expected, outcome(chosen), chosen.toString());
        }
    }

    private @Nullable KeyRefusal outcome(Set<Fault> faults) {
        Door door = new Door(SampleKey.state(sample(faults)));
        if (faults.contains(Fault.TOO_MANY)) {
            door.limiter.pass(new KnownKey(template.record(), null, door), new RateLimit(1, 60));
        }
        if (faults.contains(Fault.REPLAYED)) {
            door.signatures.check("key_1", template.secret(), true, request(false, 0));
        }
        Secret presented = faults.contains(Fault.UNKNOWN) ? Door.newKey() : template.secret();
        InetAddress client = Door.CLIENT;
        try {
            KeyHolder holder = door.authenticator.identify(door.log.state(), presented, client);
            door.authenticator.checkSignature(
                    holder, request(faults.contains(Fault.WRONGLY_SIGNED), faults.contains(Fault.OLD) ? 400 : 0));
            door.authenticator.admit(holder);
            return null;
        } catch (KeyRefusedException refused) {
            return refused.refusal();
        }
    }

    private SampleKey sample(Set<Fault> faults) {
        SampleKey key = new SampleKey(
                        "key_1",
                        template.secret(),
                        template.record().credential().hash())
                .signed()
                .limit(1, 60);
        for (Fault fault : faults) {
            switch (fault) {
                case REVOKED -> key.revoked(Door.NOW);
                case DISABLED -> key.disabled(Door.NOW);
                case NOT_BEGUN -> key.notBefore(Door.NOW.plusSeconds(1));
                case EXPIRED -> key.expiring(Door.NOW);
                case ELSEWHERE -> key.from("192.0.2.2");
                default -> {}
            }
        }
        return key;
    }

    private SignedRequest request(boolean wrong, long age) {
        String timestamp = Long.toString(Door.NOW.getEpochSecond() - age);
        String digest = HexFormat.of().formatHex(Sha256.digest(BODY));
        String text = String.join("\n", "v2", timestamp, NONCE, "POST", "/mcp", digest);
        byte[] key = template.secret().reveal().getBytes(StandardCharsets.UTF_8);
        byte[] mac = HmacSha256.keyedWith(key).doFinal(text.getBytes(StandardCharsets.UTF_8));
        if (wrong) {
            mac[0]++;
        }
        Map<String, String> headers = Map.of(
                "X-MCP-Signature",
                HexFormat.of().formatHex(mac),
                "X-MCP-Signature-Version",
                "2",
                "X-MCP-Timestamp",
                timestamp,
                "X-MCP-Nonce",
                NONCE);
        return new SignedRequest(
                "POST",
                "/mcp",
                name -> headers.containsKey(name) ? List.of(headers.getOrDefault(name, "")) : new ArrayList<>(),
                SignedRequest.Body.of(BODY));
    }
}
