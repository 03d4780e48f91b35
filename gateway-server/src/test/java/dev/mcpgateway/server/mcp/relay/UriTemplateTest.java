package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UriTemplateTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file:///{path} | file:///a/b | true",
                "file:///{path} | file:/// | true",
                "file:///{path} | web:///a | false",
                "{+any} | x://y | true",
                "test://template/{id}/data | test://template/5/data | true",
                "test://template/{id}/data | test://template/5/date | false",
                "test://template/{id}/data | test://template/data | false",
                "a{x}b{y}c | aXbYc | true",
                "a{x}b{y}c | abc | true",
                "a{x}b{y}c | ac | false",
                "a{x}b{y}c | acb | false",
                "a{x}a | a | false",
                "a{x}a | aa | true",
                "a{x}{y}b | ab | true",
                "x://plain | x://plain | true",
                "x://plain | x://plain/more | false",
                "x://{open | x://{open | true",
                "x://{a}b{c}b | x://bb | true",
                "x://{a}b{c}b | x://b | false",
            })
    void aUriIsOfATemplateWhereItsLiteralsFollowEachOther(String template, String uri, boolean matches) {
        assertEquals(matches, UriTemplate.matches(template, uri));
    }

    @Test
    void aHostileTemplateTakesNoLongerThanAnyOther() {
        String template = "{a}x".repeat(5_000) + "y";
        assertFalse(UriTemplate.matches(template, "x".repeat(100_000) + "z"));
    }
}
