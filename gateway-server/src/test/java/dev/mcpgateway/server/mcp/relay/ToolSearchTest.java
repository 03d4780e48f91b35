package dev.mcpgateway.server.mcp.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.Transport.Stdio;
import dev.mcpgateway.server.mcp.relay.Catalogue.Shelf;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolSearchTest {
    private static final List<Shelf> SHELVES = List.of(
            shelf(
                    "github",
                    null,
                    tool("create_issue", "Creates a new issue in a repository"),
                    tool("list_pull_requests", "Lists the pull requests of a repository"),
                    tool("searchCode", "Finds code in all repositories")),
            shelf(
                    "files",
                    null,
                    tool("read_file", "Reads the whole of a file, as for a new issue of a magazine"),
                    tool("write_file", "Writes a file"),
                    tool("搜索文件", "按名称搜索文件")),
            shelf("away", "Server 'away' does not answer"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a word of the name | create issue | create_issue",
                "a name counts more than a description | issue | create_issue",
                "capitals part words | search code | searchCode",
                "the plural of a word | issues | create_issue",
                "the beginning of a word | repo pull | list_pull_requests",
                "a whole sentence | how do I write something to a file? | write_file",
                "any case | READ FILE | read_file",
                "a server's name beside a word of a tool | files read | read_file",
                "words that are not written apart | 文件 | 搜索文件"
            })
    void theBestMatchIsFirst(String rule, String query, String best) {
        List<String> found = names(ToolSearch.of(query, SHELVES).best(20));

        assertEquals(best, found.isEmpty() ? "nothing" : found.get(0), rule);
    }

    @Test
    void whatHasNoneOfTheWordsIsNotFound() {
        assertEquals(List.of(), names(ToolSearch.of("weather forecast", SHELVES).best(20)));
        assertEquals(List.of(), names(ToolSearch.of("?!", SHELVES).best(20)));
    }

    @Test
    void noMoreAreGivenThanAskedForAndAllAreCounted() {
        ToolSearch.Found found = ToolSearch.of("file", SHELVES).best(1);

        assertEquals(1, names(found).size());
        assertEquals(3, found.matching(), "one for its server's name alone");
    }

    @Test
    void aServerThatDoesNotAnswerStaysAmongThem() {
        ToolSearch.Found found = ToolSearch.of("issue", SHELVES).best(20);

        assertTrue(found.shelves().stream()
                .anyMatch(shelf -> shelf.server().name().equals("away") && shelf.failure() != null));
    }

    private static List<String> names(ToolSearch.Found found) {
        List<String> names = new ArrayList<>();
        found.shelves().forEach(shelf -> shelf.tools()
                .forEach(tool -> names.add(tool.path("name").asText())));
        return names;
    }

    private static ObjectNode tool(String name, String description) {
        return JsonRpc.object().put("name", name).put("description", description);
    }

    private static Shelf shelf(String name, @Nullable String failure, ObjectNode... tools) {
        McpServer server = new McpServer(
                name,
                "",
                new Stdio("true", List.of(), Map.of(), Attributes.EMPTY),
                Attributes.EMPTY,
                McpServer.Guardrails.NONE,
                false,
                null,
                null,
                null,
                Instant.EPOCH,
                null,
                0,
                Attributes.EMPTY);
        return new Shelf(server, List.of(tools), failure);
    }
}
