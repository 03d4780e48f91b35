package dev.mcpgateway.server.mcp.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The examples of the specification, and what is near them. */
class HeaderValueTest {
    @Test
    void whatIsFitForAHeaderStaysAsItIs() {
        for (String plain : new String[] {"us-west1", "", "a b", "a\tb", "=?base64?open", "closed?="}) {
            assertEquals(plain, HeaderValue.of(plain));
        }
    }

    @Test
    void whatIsNotIsSentAsBase64() {
        assertEquals("=?base64?SGVsbG8sIOS4lueVjA==?=", HeaderValue.of("Hello, 世界"));
        assertEquals("=?base64?IHBhZGRlZCA=?=", HeaderValue.of(" padded "));
        assertEquals("=?base64?bGluZTEKbGluZTI=?=", HeaderValue.of("line1\nline2"));
        assertEquals("=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=", HeaderValue.of("=?base64?literal?="));
        assertEquals("=?base64?fw==?=", HeaderValue.of("\u007f"));
    }
}
