package dev.mcpgateway.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A page in a {@link Browser}: what a person does with it, and what it asked for and complained of. */
public final class BrowserPage implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final DevTools tools;
    private final String session;

    private BrowserPage(URI endpoint) {
        this.tools = DevTools.connect(endpoint, this::happened);
        String target = tools.call("", "Target.createTarget", parameters().put("url", "about:blank"))
                .path("targetId")
                .asText();
        this.session = tools.call(
                        "",
                        "Target.attachToTarget",
                        parameters().put("targetId", target).put("flatten", true))
                .path("sessionId")
                .asText();
    }

    static BrowserPage open(URI endpoint, URI url) {
        BrowserPage page = new BrowserPage(endpoint);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            page.call(domain + ".enable", parameters());
        }
        page.call("Page.navigate", parameters().put("url", url.toString()));
        return page;
    }

    /** Every address that the page asked for, data and blobs of its own left out. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Errors and warnings on the console, breaches of the page's policy among them, and uncaught exceptions. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** What the expression gives, as text. */
    public String evaluate(String expression) {
        return Browser.valueOf(call(
                        "Runtime.evaluate",
                        parameters().put("expression", expression).put("returnByValue", true)))
                .asText();
    }

    /** Waits until the expression holds; the page draws itself in its own time. */
    public void await(String expression) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate("Boolean(" + expression + ")").equals("true")) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "never true: " + expression + "\n" + complaints + "\n" + evaluate("document.body.innerText"));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Clicks the first element that the CSS selector finds, once there is one. */
    public void click(String selector) throws InterruptedException {
        await(element(selector));
        evaluate(element(selector) + ".click()");
    }

    /** Types into the first element that the CSS selector finds, once there is one. */
    public void type(String selector, String text) throws InterruptedException {
        await(element(selector));
        evaluate(element(selector) + ".focus()");
        call("Input.insertText", parameters().put("text", text));
    }

    /** Writes what is to be seen as a PNG. */
    public void screenshot(Path file) throws IOException {
        String image = call("Page.captureScreenshot", parameters()).path("data").asText();
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(image));
    }

    @Override
    public void close() {
        tools.close();
    }

    private static String element(String selector) {
        return "document.querySelector('" + selector + "')";
    }

    private JsonNode call(String method, ObjectNode parameters) {
        return tools.call(session, method, parameters);
    }

    private static ObjectNode parameters() {
        return Exchange.JSON.createObjectNode();
    }

    private void happened(String event, JsonNode what) {
        switch (event) {
            case "Network.requestWillBeSent" -> {
                String url = what.path("request").path("url").asText();
                if (!url.startsWith("data:") && !url.startsWith("blob:")) {
                    requests.add(url);
                }
            }
            case "Log.entryAdded" -> complainOf(what.path("entry").path("level").asText(), what.path("entry"));
            case "Runtime.consoleAPICalled" -> complainOf(what.path("type").asText(), what.path("args"));
            case "Runtime.exceptionThrown" -> complainOf("error", what.path("exceptionDetails"));
            default -> {}
        }
    }

    private void complainOf(String level, JsonNode what) {
        if (level.equals("error") || level.equals("warning")) {
            complaints.add(what.toString());
        }
    }
}
