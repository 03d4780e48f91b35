package dev.mcpgateway.server.bridge;

import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.IOException;

/** A request of the client's until it is answered: by the gateway, or with the reason why there is no answer. */
final class Call {
    private final Message request;
    private final Wire wire;
    private final Sessions sessions;
    private final Answers answers;
    private final ClientOutput output;
    private final Explanation explanation;
    private final Reasons reasons;
    private boolean isAnswered;

    Call(
            Message request,
            Wire wire,
            Sessions sessions,
            Answers answers,
            ClientOutput output,
            Explanation explanation,
            Reasons reasons) {
        this.request = request;
        this.wire = wire;
        this.sessions = sessions;
        this.answers = answers;
        this.output = output;
        this.explanation = explanation;
        this.reasons = reasons;
    }

    Message request() {
        return request;
    }

    Wire wire() {
        return wire;
    }

    /** Carries it out on the caller's thread; whatever happens, the client is answered, but for a request it took back. */
    void run() {
        try {
            Sessions.Posted posted = sessions.post(request, wire);
            answers.pass(posted.response(), request, posted.session(), wire, message -> {
                if (message.isAnswerTo(request)) {
                    isAnswered = true;
                    if (request.method().equals(Message.INITIALIZE)) {
                        sessions.began(request, message, posted.response());
                    }
                }
                output.write(message.bytes());
            });
            if (!isAnswered) {
                fail(explanation.ended());
            }
        } catch (GatewayException failure) {
            fail(failure);
        } catch (IOException failure) {
            fail(explanation.of(failure, request));
        } catch (RuntimeException | Error failure) {
            fail(new GatewayException(
                    "The bridge has failed: " + failure.getClass().getSimpleName(), 0));
            throw failure;
        } finally {
            wire.markSent();
        }
    }

    private void fail(GatewayException failure) {
        if (isAnswered || wire.cut() == Wire.Cut.CANCELLED) {
            return;
        }
        isAnswered = true;
        GatewayException told = failure;
        if (wire.cut() == Wire.Cut.SILENT) {
            told = explanation.silent(request);
        } else if (wire.cut() == Wire.Cut.ENDED) {
            told = explanation.ended();
        }
        reasons.say(told.text());
        output.error(request.id(), JsonRpc.INTERNAL_ERROR, told.text(), told.status());
    }
}
