package dev.mcpgateway.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document is UTF-8; one that an editor saved in another encoding of Unicode is read all the same. */
class DocumentEncodingTest {
    private static final String DOCUMENT = "{\"users\": {\"u\": {\"email\": \"jürgen@example.com\"}}}";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void everyEncodingOfUnicodeIsReadWithItsMarkAndWithout(String encoding) throws Exception {
        for (String text : new String[] {DOCUMENT, '\uFEFF' + DOCUMENT}) {
            byte[] bytes = text.getBytes(Charset.forName(encoding));

            DocumentContent content = GatewayDocument.read(new ByteArrayInputStream(bytes), NoClearKeys.INSTANCE);

            assertEquals("jürgen@example.com", content.state().user("u").email());
        }
    }
}
