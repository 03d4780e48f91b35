package dev.mcpgateway.server.bridge;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/** The body of a request, which says when it has been handed to the connection. */
final class SignallingBody implements BodyPublisher {
    private final BodyPublisher bytes;
    private final Runnable onSent;

    SignallingBody(byte[] bytes, Runnable onSent) {
        this.bytes = BodyPublishers.ofByteArray(bytes);
        this.onSent = onSent;
    }

    @Override
    public long contentLength() {
        return bytes.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        bytes.subscribe(new Subscriber<ByteBuffer>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscriber.onSubscribe(subscription);
            }

            @Override
            public void onNext(ByteBuffer part) {
                subscriber.onNext(part);
            }

            @Override
            public void onError(Throwable failure) {
                subscriber.onError(failure);
            }

            @Override
            public void onComplete() {
                subscriber.onComplete();
                onSent.run();
            }
        });
    }
}
