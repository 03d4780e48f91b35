package dev.mcpgateway.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathTemplateTest {
    @Test
    void aTemplateKnowsItsTextAndItsParametersFromLeftToRight() {
        PathTemplate template = PathTemplate.parse("/api/v1/configs/{config_identifier}/servers/{server_name}");
        assertEquals("/api/v1/configs/{config_identifier}/servers/{server_name}", template.text());
        assertEquals(List.of("config_identifier", "server_name"), template.parameterNames());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "/a//b", "//", "/{}", "/a{b}", "/{b}a", "/{a}{b}", "/{a", "/a}", "/{{a}}", "/{a}/{a}"})
    void aMalformedTemplateIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PathTemplate.parse(text));
    }

    @Test
    void theRootHasNoSegments() {
        assertEquals(0, PathTemplate.parse("/").segmentCount());
    }
}
