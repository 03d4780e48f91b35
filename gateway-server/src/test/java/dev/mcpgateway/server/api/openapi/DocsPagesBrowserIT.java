package dev.mcpgateway.server.api.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mcpgateway.server.testing.Browser;
import dev.mcpgateway.server.testing.BrowserPage;
import dev.mcpgateway.server.testing.TestGateway;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages as a person sees them, in a browser that reaches no other machine. */
class DocsPagesBrowserIT {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void startBrowser() throws Exception {
        Optional<Path> chromium = Browser.installed();
        if (!Browser.isRequired()) {
            assumeTrue(chromium.isPresent(), "skipped: there is no Chromium on PATH (Debian's package is 'chromium')");
        }
        browser = Browser.start(chromium.orElseThrow(), folder);
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void swaggerUiShowsEveryOperationAndTriesOneOutWithTheAdminKey() throws Exception {
        try (TestGateway gateway = TestGateway.start();
                BrowserPage page = open(gateway, "/docs")) {
            int operations = operations(gateway);
            page.await("document.querySelectorAll('.opblock').length === " + operations);
            page.screenshot(SCREENSHOTS.resolve("docs.png"));

            page.click(".auth-wrapper .authorize");
            page.type(".auth-container input", gateway.adminKey());
            page.screenshot(SCREENSHOTS.resolve("docs-authorize.png"));
            page.click(".auth-btn-wrapper .authorize");
            page.click(".auth-btn-wrapper .btn-done");

            // As the page fills the forms in: a list begins at its beginning.
            assertEquals("200", tryOut(page, "listConfigs"));
            assertEquals("201", tryOut(page, "createUser"));
            page.evaluate("document.querySelector('[id$=-createUser] .responses-wrapper').scrollIntoView()");
            page.screenshot(SCREENSHOTS.resolve("docs-tried-out.png"));

            assertEquals(2, gateway.state().users().size(), "the default user, and the one that was created");
            assertEquals("0", page.evaluate("localStorage.length + sessionStorage.length"), "no key is kept");
            assertUndisturbed(gateway, page);
        }
    }

    @Test
    void reDocShowsEveryOperationAndSearches() throws Exception {
        try (TestGateway gateway = TestGateway.start();
                BrowserPage page = open(gateway, "/redoc")) {
            int operations = operations(gateway);
            page.await("document.querySelectorAll('[id^=\"tag/\"][id*=\"/operation/\"]').length === " + operations);
            page.screenshot(SCREENSHOTS.resolve("redoc.png"));

            page.type("[role=search] input", "rotate");
            page.await("document.querySelector('[data-role=\"search:results\"]')?.innerText.includes('otate')");
            page.screenshot(SCREENSHOTS.resolve("redoc-search.png"));

            assertUndisturbed(gateway, page);
        }
    }

    /** Calls the operation and gives the status that the page shows. */
    private static String tryOut(BrowserPage page, String operation) throws InterruptedException {
        String block = "[id$=-" + operation + "]";
        page.click(block + " .opblock-summary-control");
        page.click(block + " .execute");
        String status = "document.querySelector('" + block + " .live-responses-table tbody .response-col_status')";
        page.await(status);
        return page.evaluate(status + ".firstChild.textContent.trim()");
    }

    private static BrowserPage open(TestGateway gateway, String path) {
        return browser.open(URI.create(gateway.url() + path));
    }

    private static int operations(TestGateway gateway) {
        int count = 0;
        for (var path : gateway.get("/openapi.json").body().get("paths")) {
            for (var member : path) {
                count += member.has("operationId") ? 1 : 0;
            }
        }
        assertTrue(count > 50, "operations: " + count);
        return count;
    }

    private static void assertUndisturbed(TestGateway gateway, BrowserPage page) {
        assertEquals(List.of(), page.complaints());
        assertFalse(page.requests().isEmpty());
        for (String url : page.requests()) {
            assertTrue(url.startsWith(gateway.url() + "/"), url);
        }
    }
}
