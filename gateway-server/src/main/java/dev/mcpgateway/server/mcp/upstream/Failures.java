package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What futures make of exceptions, undone. */
final class Failures {
    private Failures() {}

    /** What has gone wrong, without the wrapping of the stages in between. */
    static UpstreamException cause(Throwable failure) {
        Throwable cause = failure;
        for (Throwable inner = cause.getCause(); inner != null && isWrapping(cause); inner = cause.getCause()) {
            cause = inner;
        }
        if (cause instanceof UpstreamException known) {
            return known;
        }
        UpstreamException unexpected = new UpstreamException(
                Reason.ENDED, "The gateway failed: " + cause.getClass().getSimpleName());
        unexpected.initCause(cause);
        return unexpected;
    }

    /** Whether what failed can be done again, as the server has turned to another era. */
    static boolean isOfTurn(Throwable failure) {
        return cause(failure).reason() == Reason.TURNED;
    }

    private static boolean isWrapping(Throwable failure) {
        return failure instanceof CompletionException || failure instanceof ExecutionException;
    }
}
