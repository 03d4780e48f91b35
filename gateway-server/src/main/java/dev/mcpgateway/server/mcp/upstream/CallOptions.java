package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a call is made.
 *
 * @param deadline how long the answer may take; a progress notification and a request to the client start it anew
 * @param progress gets the {@code notifications/progress} of the call, with the token that its params have, all before its
 *     answer; on the thread that reads from the server
 * @param claim who it is made for
 * @param waiting the thread that waits for the answer
 */
public record CallOptions(Duration deadline, Consumer<ObjectNode> progress, Claim claim, WaitingThread waiting) {
    /** Of streams that stay open. */
    static final Duration NO_DEADLINE = Duration.ofDays(3_650);

    /** Of a call that no thread waits for. */
    public CallOptions(Duration deadline, Consumer<ObjectNode> progress, Claim claim) {
        this(deadline, progress, claim, WaitingThread.NONE);
    }

    /** Of the gateway's own. */
    public static CallOptions within(Duration deadline) {
        return new CallOptions(deadline, message -> {}, Claim.GATEWAY);
    }
}
