package dev.mcpgateway.server.ops;

import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.RequestObserver;
import java.util.function.Function;

/** Counts and logs every request, looking up once what kind it is. */
public final class RequestLog implements RequestObserver {
    private final Function<Request, RequestKind> kinds;
    private final Metrics metrics;
    private final AccessLog accessLog;

    public RequestLog(Function<Request, RequestKind> kinds, Metrics metrics, AccessLog accessLog) {
        this.kinds = kinds;
        this.metrics = metrics;
        this.accessLog = accessLog;
    }

    @Override
    public void completed(Request request, int status, long nanos, long bytes) {
        RequestKind kind = kinds.apply(request);
        metrics.count(kind.operation(), status, nanos);
        accessLog.log(request, kind, status, nanos, bytes);
    }
}
