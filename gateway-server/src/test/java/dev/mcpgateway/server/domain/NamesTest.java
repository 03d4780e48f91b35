package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\t\n",
                ".",
                "..",
                " . ",
                "a\u0000",
                "\u001f",
                "a\u009fb",
                "\ud800",
                "a\udc00b",
                "\udc00\ud800"
            })
    void aNameThatIsNoneIsRefusedUnderItsField(String raw) {
        InvalidFieldException refused = assertThrows(InvalidFieldException.class, () -> Names.name("the_field", raw));
        assertEquals("the_field", refused.problems().get(0).field());
    }

    @Test
    void lengthIsCountedInCodePointsAfterTrimmingAndComposing() {
        assertEquals("😀".repeat(128), Names.name("n", " " + "😀".repeat(128) + " "));
        assertThrows(InvalidFieldException.class, () -> Names.name("n", "😀".repeat(129)));
        // A letter and its accent are one character when they are composed.
        assertEquals("é".repeat(128), Names.name("n", "e\u0301".repeat(128)));
        assertThrows(InvalidFieldException.class, () -> Names.name("n", "x".repeat(129)));
    }

    @Test
    void whatLooksLikeAnIdIsNoName() {
        for (String id : List.of("01234567-89ab-cdef-0123-456789abcdef", "FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF")) {
            assertThrows(InvalidFieldException.class, () -> Names.name("n", id));
            assertEquals(id + "0", Names.name("n", id + "0"));
        }
    }

    @Test
    void theDomainOfAnEmailIsLowerCasedAndTheRestKept() {
        assertEquals("Ann.Lee+X'y%z_1-2@sub.example.com", Names.email("e", "  Ann.Lee+X'y%z_1-2@Sub.EXAMPLE.Com "));
        assertEquals("i@example.xn--80ak6aa", Names.email("e", "i@example.XN--80AK6AA".replace("XN", "xn")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a@",
                "@b.cc",
                "a@b",
                "a@b.c",
                "a@@b.cc",
                "a b@c.dd",
                "a@b.cc ,",
                "a@b.1c",
                "a@b..",
                "é@b.cc",
                "a@é.cc"
            })
    void whatIsNoEmailIsRefused(String raw) {
        assertThrows(InvalidFieldException.class, () -> Names.email("e", raw));
    }

    @Test
    void anEmailHasAtMost254Characters() {
        String domain = "@example.com";
        assertEquals(
                254,
                Names.email("e", "x".repeat(254 - domain.length()) + domain).length());
        assertThrows(InvalidFieldException.class, () -> Names.email("e", "x".repeat(255 - domain.length()) + domain));
    }
}
