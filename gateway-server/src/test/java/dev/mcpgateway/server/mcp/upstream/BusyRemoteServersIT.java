package dev.mcpgateway.server.mcp.upstream;

import static dev.mcpgateway.server.mcp.upstream.RunningServers.answer;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.arguments;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.await;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.call;
import static dev.mcpgateway.server.mcp.upstream.RunningServers.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    /** A legacy server whose calls are answered when what they asked meanwhile was. */
    private static ScriptedServer asking(Map<String, CountDownLatch> answers) throws IOException {
        return ScriptedServer.start(asked -> {
            switch (asked.what()) {
                case "initialize" -> asked.result(ScriptedServer.initialized(asked));
                case "server/discover" -> asked.status(404);
                case "GET" -> asked.status(405);
                case "POST" -> {
                    Objects.requireNonNull(answers.get(asked.message().path("id").asText()))
                            .countDown();
                    asked.status(202);
                }
                case "tools/call" -> ask(asked, answers);
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
        try (ScriptedServer server = asking(answers);
                RunningServers servers = new RunningServers(folder)
                        .with(RunningServers.remote("a", server.url(), null, Map.of()))
                        .start()) {
            Attachment one = servers.attach("a", "1");
            for (UpstreamCall call : calls(one, MOST, Duration.ofSeconds(30))) {
                assertEquals("answered", text(answer(call)));
            }
        }
    }
}
