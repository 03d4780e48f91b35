package dev.mcpgateway.server.mcp.upstream;

import static dev.mcpgateway.server.mcp.upstream.RunningServers.answer;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.arguments;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.await;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.call;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.ScriptedServer.Asked;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Remote servers that are sent many calls at once, and are slow. */
class BusyRemoteServersIT {
    private static final int MOST = 128;

    @TempDir
    private Path folder;

    private static List<UpstreamCall> calls(Attachment attachment, int count, Duration deadline) {
        List<UpstreamCall> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            calls.add(attachment.call("tools/call", arguments("x" + i), CallOptions.within(deadline)));
        }
        return calls;
    }

    private static long failed(List<UpstreamCall> calls) {
        return calls.stream()
                .filter(call -> call.answer().isCompletedExceptionally())
                .count();
    }

    @Test
    void aSlowServerHoldsUpSoManyCallsAtMostAndNoOtherServer() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer slow = ScriptedServer.modern(asked -> {
                    end.await(5, TimeUnit.MINUTES);
                    asked.text("late");
                });
                ScriptedServer quick = ScriptedServer.modern(asked -> asked.text("fine"));
                RunningServers servers = new RunningServers(folder)
                        .with(RunningServers.remote("a", slow.url(), null, Map.of()))
                        .with(RunningServers.remote("b", quick.url(), null, Map.of()))
                        .start()) {
            Attachment one = servers.attach("a", "1");
            List<UpstreamCall> calls = calls(one, MOST + 60, Duration.ofMinutes(10));
            await("those that are too many are refused", () -> failed(calls) == 60);

            UpstreamException refusal = assertThrows(UpstreamException.class, () -> call(one, "y"));
            assertEquals(Reason.OVERLOADED, refusal.reason());
            assertEquals("Server 'a' has too many calls under way", refusal.getMessage());
            assertEquals("fine", call(servers.attach("b", "1"), "x"));

            UpstreamCall cancelled = calls.stream()
                    .filter(call -> !call.answer().isDone())
                    .findFirst()
                    .orElseThrow();
            await("all are at the server", () -> slow.asked("tools/call") == MOST);
            cancelled.cancel("nobody waits");
            await("there is room for another", () -> {
                calls.addAll(calls(one, 1, Duration.ofMinutes(10)));
                return slow.asked("tools/call") > MOST;
            });
            end.countDown();
            await("all are answered", () -> calls.stream()
                    .allMatch(call -> call.answer().isDone()));
        }
    }

    /** A legacy server whose calls are answered when what they asked meanwhile was, all as soon as there are many. */
    private static ScriptedServer asking(Map<String, CountDownLatch> answers, CountDownLatch many) throws IOException {
        return ScriptedServer.start(asked -> {
            switch (asked.what()) {
                case "initialize" -> asked.result(ScriptedServer.initialized(asked));
                case "server/discover" -> asked.status(404);
                case "GET" -> asked.status(405);
                case "POST" -> {
                    Objects.requireNonNull(
                                    answers.get(asked.message().path("id").asText()))
                            .countDown();
                    asked.status(202);
                }
                case "tools/call" -> {
                    many.countDown();
                    many.await(5, TimeUnit.MINUTES);
                    ask(asked, answers);
                }
                default -> asked.status(202);
            }
        });
    }

    private static void ask(Asked asked, Map<String, CountDownLatch> answers) throws Exception {
        String question = "question-" + asked.message().path("id");
        CountDownLatch answer = new CountDownLatch(1);
        answers.put(question, answer);
        asked.events();
        asked.write("data: {\"jsonrpc\":\"2.0\",\"id\":\"" + question + "\",\"method\":\"ping\"}\n\n");
        answer.await(5, TimeUnit.MINUTES);
        asked.write("data: {\"jsonrpc\":\"2.0\",\"id\":" + asked.message().path("id")
                + ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"answered\"}]}}\n\n");
        asked.socket().close();
    }

    @Test
    void whatAServerAsksIsAnsweredAlsoWhileAsManyCallsAsMayBeWaitForIt() throws IOException {
        Map<String, CountDownLatch> answers = new ConcurrentHashMap<>();
        try (ScriptedServer server = asking(answers, new CountDownLatch(MOST / 2));
                RunningServers servers = new RunningServers(folder)
                        .with(RunningServers.remote("a", server.url(), null, Map.of()))
                        .start()) {
            Attachment one = servers.attach("a", "1");
            for (UpstreamCall call : calls(one, MOST, Duration.ofSeconds(30))) {
                assertEquals("answered", text(answer(call)));
            }
        }
    }

    /** Asks for a sample in each call, and never answers it. */
    private static ScriptedServer curious() throws IOException {
        return ScriptedServer.start(asked -> {
            switch (asked.what()) {
                case "initialize" -> asked.result(ScriptedServer.initialized(asked));
                case "server/discover" -> asked.status(404);
                case "GET" -> asked.status(405);
                case "tools/call" -> {
                    asked.events();
                    if (!asked.message().at("/params/name").asText().equals("silent")) {
                        asked.write("data: {\"jsonrpc\":\"2.0\",\"id\":\"question-"
                                + asked.message().path("id") + "\",\"method\":\"sampling/createMessage\"}\n\n");
                    }
                    asked.in().read();
                }
                default -> asked.status(202);
            }
        });
    }

    private static UpstreamListener noting(List<ServerRequest> questions, AtomicInteger cancelled) {
        return new UpstreamListener() {
            @Override
            public void notification(ObjectNode message) {}

            @Override
            public void request(ServerRequest request) {
                questions.add(request);
                request.whenCancelled(cancelled::incrementAndGet);
            }
        };
    }

    @Test
    void aQuestionEndsWithTheCallThatAskedSoThatOthersCanBeAsked() throws IOException {
        List<ServerRequest> questions = new CopyOnWriteArrayList<>();
        AtomicInteger cancelled = new AtomicInteger();
        try (ScriptedServer server = curious();
                RunningServers servers = new RunningServers(folder)
                        .with(RunningServers.remote("a", server.url(), null, Map.of()))
                        .start()) {
            Attachment one = servers.attach("a", "1", noting(questions, cancelled));
            List<UpstreamCall> calls = calls(one, 64, Duration.ofMinutes(10));
            await("as many questions as may be open are", () -> questions.size() == 64);

            calls.forEach(call -> call.cancel("nobody waits"));

            await("they are cancelled", () -> cancelled.get() == 64);
            calls(servers.attach("a", "2", noting(questions, cancelled)), 1, Duration.ofMinutes(10));
            await("another client is asked", () -> questions.size() == 65);
        }
    }

    @Test
    void aQuestionOfOneCallProlongsNoOther() throws IOException {
        List<ServerRequest> questions = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = curious();
                RunningServers servers = new RunningServers(folder)
                        .with(RunningServers.remote("a", server.url(), null, Map.of()))
                        .start()) {
            Attachment one = servers.attach("a", "1", noting(questions, new AtomicInteger()));
            List<UpstreamCall> asking = calls(one, 1, Duration.ofMillis(500));
            await("it asks", () -> questions.size() == 1);

            UpstreamCall silent =
                    one.call("tools/call", arguments("silent"), CallOptions.within(Duration.ofMillis(500)));

            UpstreamException late = assertThrows(UpstreamException.class, () -> answer(silent));
            assertEquals(Reason.TIMEOUT, late.reason());
            assertFalse(asking.get(0).answer().isDone());
        }
    }
}
