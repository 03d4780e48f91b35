package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mcpgateway.server.http.StrictJson;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void aListHasAColumnForEachMemberAndAlignsThem() throws Exception {
        assertTable(
                "[{'id':'1','name':'short'},{'id':'22','name':'a longer one','n':3}]",
                "ID  NAME          N",
                "1   short         -",
                "22  a longer one  3");
    }

    @Test
    void anObjectHasALineForEachMember() throws Exception {
        assertTable(
                "{'user_id':'x','api_keys':0,'gone':null,'none':[]}",
                "user_id   x",
                "api_keys  0",
                "gone      -",
                "none      -");
    }

    @Test
    void whatIsInsideIsOnOneLine() throws Exception {
        assertTable(
                "[{'p':[{'id':'1','name':'a'},{'id':'2','name':'b'}],'o':{'x':true}}]",
                "P                         O",
                "id=1 name=a, id=2 name=b  x=true");
    }

    @Test
    void wideCharactersTakeTwoColumnsAndMarksNone() throws Exception {
        assertTable(
                "[{'a':'日本','b':1},{'a':'e\u0301','b':2},{'a':'wxyz','b':3}]",
                "A     B",
                "日本  1",
                "e\u0301     2",
                "wxyz  3");
    }

    @Test
    void whatATerminalWouldObeyIsEscaped() throws Exception {
        assertTable("[{'a':'x\\u001b[31m\\n\\u202e'}]", "A", "x\\u001b[31m\\u000a\\u202e");
    }

    @Test
    void anEmptyListSaysSoAndNothingIsNothing() throws Exception {
        assertTable("[]", "Nothing.");
        assertEquals("", Table.of(StrictJson.mapper().readTree("null")));
    }

    private static void assertTable(String json, String... lines) throws Exception {
        assertEquals(
                String.join("\n", lines) + "\n", Table.of(StrictJson.mapper().readTree(json.replace('\'', '"'))));
    }
}
