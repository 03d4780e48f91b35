package dev.mcpgateway.server.http;

import java.util.List;

/** Answers a request. Called on many threads at once. */
@FunctionalInterface
public interface Handler {
    /**
     * The answer.
     *
     * @throws Exception any failure; the listener's {@link ErrorResponder} turns it into an answer
     */
    Response handle(Request request) throws Exception;

    /** A handler behind filters, the first of which is the outermost. */
    static Handler chain(List<Filter> filters, Handler handler) {
        Handler chained = handler;
        for (int i = filters.size() - 1; i >= 0; i--) {
            Filter filter = filters.get(i);
            Handler next = chained;
            chained = request -> filter.apply(request, next);
        }
        return chained;
    }
}
