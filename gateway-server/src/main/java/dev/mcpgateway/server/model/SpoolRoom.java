package dev.mcpgateway.server.model;

import dev.mcpgateway.server.http.HttpException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** How many bodies are in files at once, of all keys and of one, and how long each may take to come. */
final class SpoolRoom {
    private static final int MOST = 64;
    private static final int MOST_OF_A_KEY = 4;
    private static final Duration TO_COME = Duration.ofMinutes(5);
    private static final long PATIENCE_SECONDS = 30;
    private static final String FULL = "Too many signed uploads are under way: try again later";

    private final Semaphore files = new Semaphore(MOST);
    private final KeyPlaces ofKeys = new KeyPlaces(MOST_OF_A_KEY, FULL);
    private final Duration toCome;

    SpoolRoom() {
        this(TO_COME);
    }

    /** @param toCome how long one body may take as a whole */
    SpoolRoom(Duration toCome) {
        this.toCome = toCome;
    }

    /**
     * The room for a body of the key.
     *
     * @throws RefusedException when there are too many others
     */
    Place take(String keyId) throws InterruptedException {
        Place ofKey = ofKeys.take(keyId);
        boolean isTaken = false;
        try {
            isTaken = files.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            if (!isTaken) {
                ofKey.close();
            }
        }
        if (!isTaken) {
            throw RefusedException.overloaded(FULL);
        }
        return new Place(() -> {
            files.release();
            ofKey.close();
        });
    }

    /** {@code body}; reading throws {@link HttpException} 408 where its end does not come in time. */
    InputStream inTime(InputStream body) {
        long last = System.nanoTime() + toCome.toNanos();
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int count) throws IOException {
                int read = super.read(target, offset, count);
                if (read >= 0 && System.nanoTime() - last >= 0) {
                    throw HttpException.of(
                                    HttpException.Kind.REQUEST_TIMEOUT,
                                    "The signed body did not arrive within " + toCome.toSeconds() + " seconds.")
                            .closingConnection();
                }
                return read;
            }
        };
    }
}
