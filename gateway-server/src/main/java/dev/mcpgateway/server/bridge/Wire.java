package dev.mcpgateway.server.bridge;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one thread waits on, one exchange after the other, and another thread can cut. */
final class Wire {
    /** Why it was cut. */
    enum Cut {
        /** The client does not want the answer any more. */
        CANCELLED,
        /** Nothing was heard for too long. */
        SILENT,
        /** The bridge ends. */
        ENDED
    }

    private final CountDownLatch sent = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long heard = System.nanoTime();
    private @Nullable Cut cut;
    private @Nullable Closeable open;

    /** Waits until the head of an answer is there. */
    HttpResponse<InputStream> head(CompletableFuture<HttpResponse<InputStream>> sending) throws IOException {
        opened(() -> sending.cancel(true));
        try {
            HttpResponse<InputStream> response = sending.get();
            heard = System.nanoTime();
            opened(response.body());
            return response;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof IOException known) {
                throw known;
            }
            throw new IOException(failure.getCause());
        } catch (CancellationException wasCut) {
            throw new InterruptedIOException("cut");
        } catch (InterruptedException interrupted) {
            sending.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** The body of an answer, noticing when something is heard. */
    InputStream listeningTo(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                heard = System.nanoTime();
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                heard = System.nanoTime();
                return read;
            }
        };
    }

    /** Waits; less long where it is cut meanwhile. */
    void pause(Duration duration) throws IOException {
        try {
            if (over.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new InterruptedIOException("cut");
            }
            heard = System.nanoTime();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Ends what is waited for; the first reason counts. */
    void cut(Cut reason) {
        Closeable ended;
        synchronized (this) {
            if (cut != null) {
                return;
            }
            cut = reason;
            ended = open;
        }
        over.countDown();
        sent.countDown();
        close(ended);
    }

    /** Breaks off what is waited for, as a network does; the next thing may be waited for. */
    void drop() {
        Closeable dropped;
        synchronized (this) {
            dropped = open;
        }
        heard = System.nanoTime();
        close(dropped);
    }

    /** Why it was cut; null while it was not. */
    synchronized @Nullable Cut cut() {
        return cut;
    }

    boolean isSilentFor(Duration silence) {
        return System.nanoTime() - heard > silence.toNanos();
    }

    /** The message has been written, or will not be. */
    void markSent() {
        sent.countDown();
    }

    void awaitSent(Duration patience) throws InterruptedException {
        sent.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void opened(Closeable next) {
        synchronized (this) {
            open = next;
            if (cut == null) {
                return;
            }
        }
        close(next);
    }

    static void close(@Nullable Closeable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (IOException alreadyBroken) {
            // It is over, which is all that is wanted.
        }
    }
}
