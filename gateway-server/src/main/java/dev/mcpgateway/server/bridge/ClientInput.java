package dev.mcpgateway.server.bridge;

import dev.mcpgateway.server.mcp.process.LineReader;
import dev.mcpgateway.server.mcp.process.LineReader.LineTooLongException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/** The client's lines, read a few ahead so that their end is noticed whatever the bridge waits for. */
final class ClientInput implements Runnable {
    /** The end of the input, among lines. */
    private static final byte[] END = new byte[0];

    private final LineReader lines;
    private final Runnable onTooLong;
    private final Runnable onEnd;
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(Limits.QUEUED_LINES);

    /**
     * @param onTooLong runs for a line past the bound, which is passed over
     * @param onEnd runs when there is nothing more to read
     */
    ClientInput(InputStream in, Runnable onTooLong, Runnable onEnd) {
        this.lines = new LineReader(in, Limits.LINE_BYTES);
        this.onTooLong = onTooLong;
        this.onEnd = onEnd;
    }

    /** Reads to the end. */
    @Override
    public void run() {
        try {
            for (byte[] line = read(); line != null; line = read()) {
                if (!isBlank(line)) {
                    queue.put(line);
                }
            }
            onEnd.run();
            queue.put(END);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            onEnd.run();
        }
    }

    /** The next line that is not blank; null at the end. */
    byte @Nullable [] next() throws InterruptedException {
        byte[] line = queue.take();
        return line == END ? null : line;
    }

    private byte @Nullable [] read() {
        while (true) {
            try {
                return lines.next();
            } catch (LineTooLongException tooLong) {
                onTooLong.run();
                if (!isPassedOver()) {
                    return null;
                }
            } catch (IOException closed) {
                return null;
            }
        }
    }

    private boolean isPassedOver() {
        try {
            lines.skipLine();
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
