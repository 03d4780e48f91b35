package dev.mcpgateway.client.internal;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a body, and breaks the exchange off when it gets too long. */
final class BoundedBody implements BodySubscriber<byte[]> {
    private final int status;
    private final long limit;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final List<ByteBuffer> parts = new ArrayList<>();
    private @Nullable Subscription subscription;
    private long length;

    BoundedBody(int status, long limit) {
        this.status = status;
        this.limit = Math.min(limit, Integer.MAX_VALUE - 8);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Subscription newSubscription) {
        this.subscription = newSubscription;
        newSubscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (body.isDone()) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            length += buffer.remaining();
        }
        if (length > limit) {
            parts.clear();
            if (subscription != null) {
                subscription.cancel();
            }
            body.completeExceptionally(new ResponseTooLargeException(status, limit));
        } else {
            parts.addAll(buffers);
        }
    }

    @Override
    public void onError(Throwable failure) {
        parts.clear();
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        byte[] bytes = new byte[(int) length];
        int at = 0;
        for (ByteBuffer part : parts) {
            int count = part.remaining();
            part.get(bytes, at, count);
            at += count;
        }
        parts.clear();
        body.complete(bytes);
    }
}
