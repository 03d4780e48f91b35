package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What scopes open, and that they open nothing else. */
class ScopesTest {
    private static Scopes of(String... names) {
        return Scopes.of("scopes", List.of(names));
    }

    @Test
    void withoutScopesAKeyMayDoAllThatItsProjectHas() {
        Scopes scopes = Scopes.of("scopes", null);

        assertTrue(scopes.isUnrestricted());
        assertTrue(scopes.allowsCall("any", "tool"));
        assertTrue(scopes.lists("any", "tool"));
        for (Scope scope : Scope.values()) {
            assertTrue(scopes.allows(scope), scope.wireName());
        }
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void aScopeOpensItselfAlone(Scope scope) {
        Scopes scopes = of(scope.wireName());

        for (Scope other : Scope.values()) {
            assertEquals(scope == other, scopes.allows(other), other.wireName());
        }
        assertEquals(scope == Scope.TOOLS_CALL, scopes.allowsCall("files", "read"));
        assertEquals(scope == Scope.TOOLS_CALL || scope == Scope.TOOLS_LIST, scopes.allowsList());
    }

    @Test
    void aServersScopeOpensItsToolsAlone() {
        Scopes scopes = of("tools:call:files");

        assertTrue(scopes.allowsCall("files", "read"));
        assertFalse(scopes.allowsCall("files2", "read"));
        assertFalse(scopes.allowsCall("Files", "read"));
        assertTrue(scopes.lists("files", "read"));
        assertFalse(scopes.lists("web", "fetch"));
        assertTrue(scopes.allowsList());
        assertFalse(scopes.allows(Scope.TOOLS_CALL));
    }

    @Test
    void aToolsScopeOpensThatToolAlone() {
        Scopes scopes = of("tools:call:files/read", "tools:call:web/fetch");

        assertTrue(scopes.allowsCall("files", "read"));
        assertFalse(scopes.allowsCall("files", "write"));
        assertFalse(scopes.allowsCall("web", "read"));
    }

    @Test
    void whoMayCallNothingIsShownAllAndWhoMayCallSomeIsShownThose() {
        assertTrue(of("tools:list").lists("files", "read"));
        assertFalse(of("tools:list", "tools:call:web").lists("files", "read"));
        assertFalse(of("resources:read").lists("files", "read"));
    }

    @Test
    void namesInScopesArePercentEncoded() {
        assertTrue(of("tools:call:my%20files%2F+/r%C3%A9ad:all").allowsCall("my files/+", "réad:all"));
    }

    @Test
    void aNameThatIsNoPercentEncodedUtf8IsNone() {
        for (String name : List.of("%ff", "%C3", "%zz", "%", "a%ED%A0%80")) {
            assertThrows(InvalidFieldException.class, () -> of("tools:call:" + name), name);
            assertThrows(InvalidFieldException.class, () -> of("tools:call:files/" + name), name);
        }
    }

    @Test
    void aScopeNamedTwiceCountsOnceAndTheOrderStays() {
        assertEquals(
                List.of("tools:list", "usage:read"),
                of("tools:list", "usage:read", "tools:list").names());
    }

    @Test
    void moreThanAHundredScopesOrOneOfMoreThan512CharactersAreRefused() {
        assertThrows(InvalidFieldException.class, () -> Scopes.of("scopes", Collections.nCopies(101, "tools:list")));
        assertThrows(InvalidFieldException.class, () -> of("tools:call:" + "x".repeat(502)));
        assertTrue(of("tools:call:" + "x".repeat(501)).allowsCall("x".repeat(501), "t"));
    }
}
