package dev.mcpgateway.server.mcp.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is listened to, against a server whose every message the test sends. */
class SubscriptionsTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Runs nothing by itself: the test says when time has passed. */
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(0) {
        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            if (unit.toSeconds(delay) < 10) {
                later.add(task);
            }
            return super.schedule(() -> {}, 0, unit);
        }
    };

    private final List<Runnable> later = new ArrayList<>();
    private final List<Listen> listens = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final Subscriptions subscriptions = subscriptions("""
            {"capabilities": {"tools": {"listChanged": true}, "prompts": {}, "resources": {"subscribe": true}}}""");

    /** A request that the server got. */
    private static final class Listen {
        private final ObjectNode params;
        private final Consumer<ObjectNode> sink;
        private final OwnCall call = new OwnCall();

        Listen(ObjectNode params, Consumer<ObjectNode> sink) {
            this.params = params;
            this.sink = sink;
        }

        String filter() {
            return params.path("notifications").toString();
        }

        void tell(String method, String params) {
            sink.accept(json("{\"jsonrpc\": \"2.0\", \"method\": \"" + method + "\", \"params\": " + params + "}"));
        }

        void acknowledge(String... resources) {
            String uris = resources.length == 0 ? "" : "\"" + String.join("\", \"", resources) + "\"";
            tell(
                    "notifications/subscriptions/acknowledged",
                    "{\"notifications\": {\"resourceSubscriptions\": [" + uris + "]}}");
        }

        boolean isCancelled() {
            return call.answer().isCompletedExceptionally();
        }
    }

    private static ObjectNode json(String text) {
        return JsonRpc.parse(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private Subscriptions subscriptions(String initialized) {
        return new Subscriptions(
                json(initialized),
                (params, sink) -> {
                    Listen listen = new Listen(params, sink);
                    listens.add(listen);
                    return listen.call;
                },
                message -> heard.add(message.toString()),
                timer,
                new Random(1));
    }

    private Listen last() {
        return listens.get(listens.size() - 1);
    }

    private void pass() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    @AfterEach
    void close() {
        subscriptions.close();
        timer.shutdownNow();
    }

    @Test
    void theListsThatAServerOffersToTellOfAreListenedToAtOnce() {
        subscriptions.start();
        assertEquals("{\"toolsListChanged\":true}", last().filter());
    }

    @Test
    void whereNothingIsOfferedNothingIsAsked() {
        subscriptions("{\"capabilities\": {\"tools\": {}}}").start();
        assertEquals(0, listens.size());
    }

    @Test
    void theOldStreamGoesOnUntilTheNewOneIsAcknowledged() {
        subscriptions.start();
        Listen old = last();
        old.acknowledge();
        UpstreamCall call = subscriptions.subscribe("test://a", PATIENCE);
        Listen fresh = last();
        assertEquals("{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"test://a\"]}", fresh.filter());

        fresh.tell("notifications/tools/list_changed", "{\"n\": \"too early\"}");
        old.tell("notifications/tools/list_changed", "{\"n\": \"one\"}");
        assertFalse(old.isCancelled());
        assertFalse(call.answer().isDone());
        fresh.acknowledge("test://a");
        assertTrue(old.isCancelled());
        assertTrue(call.answer().join().message().has("result"));
        old.tell("notifications/tools/list_changed", "{\"n\": \"too late\"}");
        fresh.tell("notifications/tools/list_changed", "{\"n\": \"two\"}");

        assertEquals(2, heard.size(), heard.toString());
        assertTrue(heard.get(0).contains("one") && heard.get(1).contains("two"));
    }

    @Test
    void theNameOfTheStreamIsTakenOutAndNothingElse() {
        subscriptions.start();
        last().acknowledge();
        last().tell("notifications/tools/list_changed", "{\"_meta\": {\"io.modelcontextprotocol/subscriptionId\": 7}}");
        last().tell(
                        "notifications/tools/list_changed",
                        "{\"_meta\": {\"io.modelcontextprotocol/subscriptionId\": 7, \"x\": 1}, \"y\": 2}");
        assertEquals(
                List.of(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\","
                                + "\"params\":{\"_meta\":{\"x\":1},\"y\":2}}"),
                heard);
    }

    @Test
    void changesWhileAStreamIsOpenedAreAskedForTogetherAfterIt() {
        subscriptions.start();
        subscriptions.subscribe("test://a", PATIENCE);
        subscriptions.subscribe("test://b", PATIENCE);
        assertEquals(1, listens.size());
        last().acknowledge();
        assertEquals(2, listens.size());
        assertEquals(
                "{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"test://a\",\"test://b\"]}", last().filter());
    }

    @Test
    void aResourceThatTheServerDoesNotAgreeToIsRefusedAndNotAskedForAgain() {
        subscriptions.start();
        last().acknowledge();
        UpstreamCall refused = subscriptions.subscribe("test://a", PATIENCE);
        last().acknowledge();
        assertEquals(
                JsonRpc.INVALID_PARAMS,
                refused.answer().join().message().at("/error/code").asInt());
        subscriptions.subscribe("test://b", PATIENCE);
        assertEquals("{\"toolsListChanged\":true,\"resourceSubscriptions\":[\"test://b\"]}", last().filter());
    }

    @Test
    void aStreamThatIsRefusedLeavesTheOldOneAsItIs() {
        subscriptions.start();
        Listen old = last();
        old.acknowledge();
        UpstreamCall refused = subscriptions.subscribe("test://a", PATIENCE);
        last().call.answer(json("{\"error\": {\"code\": -32602, \"message\": \"no such resource\"}}"));
        assertEquals(
                "no such resource",
                refused.answer().join().message().at("/error/message").asText());
        assertFalse(old.isCancelled());
        old.tell("notifications/tools/list_changed", "{}");
        assertEquals(1, heard.size());
    }

    @Test
    void aStreamThatIsLostIsOpenedAgainAndWhatMayBeMissedIsToldAsChanged() {
        subscriptions.start();
        last().acknowledge();
        subscriptions.subscribe("test://a", PATIENCE);
        last().acknowledge("test://a");
        last().call.fail(new UpstreamException(UpstreamException.Reason.ENDED, "lost"));
        assertEquals(2, listens.size());
        pass();
        assertEquals(3, listens.size());
        assertEquals(List.of(), heard);
        last().acknowledge("test://a");
        assertEquals(
                List.of(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}",
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\","
                                + "\"params\":{\"uri\":\"test://a\"}}"),
                heard);
    }

    @Test
    void aServerThatDoesNotKnowTheRequestIsNotAskedAgain() {
        subscriptions.start();
        last().call.answer(json("{\"error\": {\"code\": -32601, \"message\": \"Method not found\"}}"));
        pass();
        assertEquals(1, listens.size());
    }

    @Test
    void theLastSubscriptionThatEndsEndsTheStreamWhereNoListIsOffered() {
        Subscriptions bare = subscriptions("{\"capabilities\": {\"resources\": {\"subscribe\": true}}}");
        bare.start();
        assertEquals(0, listens.size());
        bare.subscribe("test://a", PATIENCE);
        last().acknowledge("test://a");
        bare.unsubscribe("test://a");
        assertTrue(last().isCancelled());
        assertEquals(1, listens.size());
    }
}
