package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.ConflictException.Rule;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a new key is given, and that an attempt that is repeated makes no second one. */
class KeyIssueTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final ClientToken TOKEN = new ClientToken("attempt-1");

    private final VolatileChangeLog log = new VolatileChangeLog(world());
    private final CountingMinter minter = new CountingMinter();
    private final ApiKeyService service =
            new ApiKeyService(log, new Timestamps(Clock.fixed(NOW, ZoneOffset.UTC)), minter, () -> Plans.DEFAULT);

    private static GatewayState world() {
        GatewayState state = GatewayState.EMPTY;
        for (String id : List.of("anna", "ben")) {
            User user = new User(id, id + "@example.com", NOW, null, 0, Attributes.EMPTY);
            state = state.after(List.of(new Change.UserSaved(user)), 1);
        }
        for (String id : List.of("alpha", "beta", "single")) {
            Project project = new Project(id, id, null, id.equals("single"), NOW, null, 0, Attributes.EMPTY);
            state = state.after(
                    List.of(
                            new Change.ProjectSaved(project),
                            new Change.MemberAdded(id, "anna"),
                            new Change.MemberAdded(id, "ben")),
                    1);
        }
        return state;
    }

    private ApiKey generate(String user, String project, @Nullable ClientToken token) {
        return service.generate(user, project, KeyUpdates.set().build(), KeyPrefix.MGW, token)
                .result()
                .key();
    }

    private static KeySettings named(String name) {
        return settings(KeyUpdates.set().name(name));
    }

    private static KeySettings described(String description) {
        return settings(KeyUpdates.set().description(description));
    }

    private static KeySettings settings(KeyUpdates update) {
        return update.build()
                .appliedTo(KeySettings.NONE, null, Plans.DEFAULT, NOW)
                .settings();
    }

    private ConflictException refusal(String user, String project) {
        return assertThrows(ConflictException.class, () -> generate(user, project, TOKEN));
    }

    @Test
    void aTokenMakesOneKeyAndTheRefusalNamesIt() {
        ApiKey made = generate("anna", "alpha", TOKEN);

        ConflictException refusal = refusal("anna@example.com", "alpha");

        assertEquals(Rule.API_KEY_ALREADY_ISSUED, refusal.rule());
        assertTrue(String.valueOf(refusal.getMessage()).contains("'" + made.id() + "'"), refusal.getMessage());
        assertEquals(1, log.state().keys().size());
        assertEquals(1, minter.minted(), "what is refused anyway costs no hash");
    }

    @Test
    void aTokenIsOfOneUserAndOneProject() {
        generate("anna", "alpha", TOKEN);
        generate("anna", "beta", TOKEN);
        generate("ben", "alpha", TOKEN);
        generate("anna", "alpha", new ClientToken("ATTEMPT-1"));
        generate("anna", "alpha", null);
        generate("anna", "alpha", null);

        assertEquals(6, log.state().keys().size());
    }

    @Test
    void twoCallsWithOneTokenThatRunAtTheSameMomentMakeOneKey() {
        minter.whileMinting(() -> {
            minter.whileMinting(() -> {});
            generate("anna", "alpha", TOKEN);
        });

        ConflictException refusal = refusal("anna", "alpha");

        assertTrue(String.valueOf(refusal.getMessage()).contains("'key_2'"), refusal.getMessage());
        assertEquals(
                List.of("key_2"), log.state().keysOfUser("anna").map(ApiKey::id).toList());
    }

    @Test
    void aTokenCountsForAsLongAsItsKeyIsThereWhateverBecameOfTheKey() {
        ApiKey made = generate("anna", "alpha", TOKEN);
        service.disable(made.id());
        assertEquals(Rule.API_KEY_ALREADY_ISSUED, refusal("anna", "alpha").rule());
        service.regenerate(made.id());
        assertEquals(Rule.API_KEY_ALREADY_ISSUED, refusal("anna", "alpha").rule());

        ApiKey successor = service.rotate(made.id(), Duration.ZERO).result().key();

        ConflictException refusal = refusal("anna", "alpha");
        assertTrue(String.valueOf(refusal.getMessage()).contains("'" + made.id() + "'"), refusal.getMessage());
        service.delete(successor.id(), Precondition.NONE);
        assertEquals(Rule.API_KEY_ALREADY_ISSUED, refusal("anna", "alpha").rule());
        service.delete(made.id(), Precondition.NONE);
        generate("anna", "alpha", TOKEN);
    }

    @Test
    void aRepeatedAttemptIsToldOfItsKeyEvenWhereTheProjectMayHaveNoOther() {
        generate("anna", "single", TOKEN);

        assertEquals(Rule.API_KEY_ALREADY_ISSUED, refusal("anna", "single").rule());
        assertEquals(Rule.PROJECT_SINGLE_KEY, refusal("ben", "single").rule());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "a\n", "é", "a\u007f", "\u0000"})
    void aTokenOfOtherThanVisibleAsciiCharactersIsRefused(String raw) {
        assertThrows(InvalidFieldException.class, () -> ClientToken.of("client_token", raw));
    }

    @Test
    void aTokenHasAtMost128Characters() {
        assertEquals(
                "~".repeat(128), ClientToken.of("client_token", "~".repeat(128)).text());
        assertThrows(InvalidFieldException.class, () -> ClientToken.of("client_token", "!".repeat(129)));
    }

    @Test
    void aNameIsTrimmedAndMayHaveTheFormOfAnId() {
        String id = "0c9d8e7f-1a2b-4c3d-8e4f-5a6b7c8d9e0f";
        assertEquals(id, named(" " + id + "\t").name());
        assertEquals("..", named("..").name());
        assertEquals("\u00e9", named("e\u0301").name());
        assertEquals(
                "\ud83d\udd11".repeat(128), named("\ud83d\udd11".repeat(128)).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \t ", "a\nb", "a\u0000b", "a\u0085b", "\ud800"})
    void aNameThatIsNoLineOfTextIsRefused(String raw) {
        assertThrows(InvalidFieldException.class, () -> named(raw));
    }

    @Test
    void aNameHasAtMost128Characters() {
        assertThrows(InvalidFieldException.class, () -> named("n".repeat(129)));
    }

    @Test
    void aDescriptionMayHaveSeveralLinesAndTabs() {
        assertEquals("One\n\ttwo\nthree", described(" One\r\n\ttwo\nthree\n").description());
        assertEquals(
                512, String.valueOf(described("d".repeat(512)).description()).length());
    }

    @Test
    void aDescriptionOfNothingIsNone() {
        assertNull(described(" \r\n ").description());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\u001bb", "a\u0000b", "\udc00"})
    void aDescriptionWithOtherControlCharactersIsRefused(String raw) {
        assertThrows(InvalidFieldException.class, () -> described(raw));
    }

    @Test
    void aDescriptionHasAtMost512Characters() {
        assertThrows(InvalidFieldException.class, () -> described("d".repeat(513)));
    }
}
