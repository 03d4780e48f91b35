package dev.mcpgateway.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.server.domain.AddressRange;
import dev.mcpgateway.server.http.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "an untrusted peer is the client whatever it says | none | 203.0.113.9 | PEER",
                "the address a trusted proxy adds is the client | PEER | 203.0.113.9 | 203.0.113.9",
                "what the client itself claimed before it is not | PEER | 198.51.100.1, 203.0.113.9 | 203.0.113.9",
                "trusted hops are passed over from the right | PEER;10.0.0.2 | 203.0.113.9, 10.0.0.2 | 203.0.113.9",
                "trusted networks are passed over too | PEER;10.0.0.0/8 | 203.0.113.9, 10.1.2.3 | 203.0.113.9",
                "an IPv6 hop is an address as well | PEER | 2001:db8::7 | 2001:db8:0:0:0:0:0:7",
                "what is no address is not believed | PEER | <script> | PEER",
                "nor is a host name, which is looked up nowhere | PEER | localhost | PEER",
                "without the header the peer is all that is known | PEER | '' | PEER"
            })
    void theClientIsTheRightMostHopThatIsNotTrusted(String rule, String trusted, String forwarded, String expected) {
        Request request = Request.of("GET", "/health", Map.of("X-Forwarded-For", forwarded), new byte[0]);
        String peer = request.peer().getAddress().getHostAddress();
        ClientAddress addresses = new ClientAddress(() -> ranges(trusted.replace("PEER", peer)));

        assertEquals(expected.replace("PEER", peer), addresses.of(request).getHostAddress(), rule);
    }

    private static List<AddressRange> ranges(String trusted) {
        return trusted.equals("none")
                ? List.of()
                : Arrays.stream(trusted.split(";", -1)).map(AddressRange::parse).toList();
    }
}
