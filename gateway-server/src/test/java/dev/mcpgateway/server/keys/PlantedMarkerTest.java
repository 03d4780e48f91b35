package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Plants a secret wherever one can be, and looks for it in all that the types print. */
class PlantedMarkerTest {
    private static final String ADDRESS = "203.0.113.9";

    private static final String MARKER = "PlantedMarkerPlantedMarker";

    private final SecureRandom random = new SecureRandom();
    private final KeyHasher hasher = new KeyHasher(new Argon2Parameters(64, 1, 1), random);
    private final KeyVerifier verifier = new KeyVerifier(hasher, random);
    private final Secret key = Secret.of(MARKER);
    private final String hash = hasher.hash(key);

    @TestFactory
    Stream<DynamicTest> nothingThatHoldsAKeyOrAHashPrintsIt() {
        verifier.verify(key, hash);
        AdminAuthenticator authenticator = new AdminAuthenticator(verifier);
        List<Object> all = List.of(
                key,
                new UserKeys(random, hasher).credential(key),
                PhcString.parse(hash),
                hasher,
                verifier,
                new KeyIdentity(random),
                new KeyHolder(
                        new KnownKey(new SampleKey("key_1", key, hash).record(), null, GatewayState.EMPTY),
                        new Project("p", "p", null, false, Instant.EPOCH, null, 0, Attributes.EMPTY),
                        GatewayState.EMPTY,
                        key,
                        Door.CLIENT),
                new SignedRequest(
                        "POST", "/mcp/" + MARKER, name -> List.of(MARKER), SignedRequest.Body.of(new byte[0])),
                authenticator,
                authenticator.authenticate(Secret.of(hash), List.of("Bearer " + MARKER), () -> ADDRESS),
                KeyHasher.parametersOf(hash));
        return all.stream()
                .map(type -> DynamicTest.dynamicTest(
                        type.getClass().getSimpleName(), () -> assertShowsNothing(type.toString())));
    }

    @Test
    void anExceptionAboutAHashQuotesNothingOfIt() {
        for (String broken : List.of(
                hash + "!",
                hash + "AB",
                hash.replace("v=19", "v=18"),
                hash.replace("m=64", "m=4"),
                hash + MARKER.repeat(10),
                "$argon2id$" + MARKER,
                MARKER)) {
            assertShowsNothing(printed(assertThrows(MalformedHashException.class, () -> hasher.verify(key, broken))));
            assertShowsNothing(printed(assertThrows(MalformedHashException.class, () -> verifier.verify(key, broken))));
        }
    }

    @Test
    void theMarkerIsFoundWhereItIsShown() {
        assertTrue((hash + key.reveal()).contains(MARKER));
        assertThrows(AssertionError.class, () -> assertShowsNothing(key.reveal()));
        assertThrows(AssertionError.class, () -> assertShowsNothing(hash));
    }

    private void assertShowsNothing(String text) {
        assertFalse(text.contains(MARKER), "shows the key");
        for (String part :
                hash.substring("$argon2id$v=19$m=64,t=1,p=1$".length()).split("\\$", -1)) {
            assertFalse(text.contains(part), "shows the salt or the hash");
        }
    }

    private static String printed(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
