package dev.mcpgateway.server.mcp.upstream.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A connection to a server, on which one request after the other is answered. */
final class Connection {
    private static final int BUFFER = 16 * 1024;

    /** The beginning of an answer to the first digit of its status: {@code HTTP/1.1 2}. */
    private static final int UP_TO_CLASS = 10;

    private final Socket raw;
    private final Socket socket;
    private final TimedInput timed;
    private final InputStream in;
    private boolean isUsed;
    private long idleSince;

    /** @param raw what {@code socket} is on, if that is one of TLS, whose own closing may wait for the other side */
    Connection(Socket raw, Socket socket) throws IOException {
        this.raw = raw;
        this.socket = socket;
        this.timed = new TimedInput(socket);
        this.in = new BufferedInputStream(timed, BUFFER);
    }

    Socket raw() {
        return raw;
    }

    /** Whether it has carried an exchange before. */
    boolean isUsed() {
        return isUsed;
    }

    long idleSince() {
        return idleSince;
    }

    void idle(long now) {
        isUsed = true;
        idleSince = now;
        forgetAttempt();
    }

    void write(byte[] request) throws IOException {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
    }

    OutputStream out() throws IOException {
        return socket.getOutputStream();
    }

    InputStream in() {
        return in;
    }

    /**
     * Whether a byte, or the end, is there to be read within this time.
     *
     * @param millis 1 or more
     */
    boolean awaitInput(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            in.mark(1);
            if (in.read() >= 0) {
                in.reset();
            }
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /**
     * Whether an answer, other than an interim one, has begun, as far as can be seen without waiting for it; also from a thread beside the one
     * that writes.
     */
    synchronized boolean isAnswered() throws IOException {
        if (in.available() < UP_TO_CLASS) {
            // What is there of TLS may be no data, and nothing but reading tells.
            boolean isSilent = raw.getInputStream().available() == 0 || !awaitInput(1);
            if (isSilent || in.available() < UP_TO_CLASS) {
                return false;
            }
        }
        in.mark(UP_TO_CLASS);
        byte[] begin = in.readNBytes(UP_TO_CLASS);
        in.reset();
        return begin[UP_TO_CLASS - 1] != '1';
    }

    /** What writes fails, and nothing can be written any more; what is sent by the other side is there to be read. */
    void endWriting() throws IOException {
        raw.shutdownOutput();
    }

    /**
     * From now on reading is an attempt, which {@link #rewind} undoes.
     *
     * @param most bytes that are read
     * @param millis how long all reads may take together, before they fail with a {@link SocketTimeoutException}
     */
    void attempt(int most, int millis) {
        in.mark(most);
        timed.limit(millis);
    }

    /** From now on reads take as long as they take. */
    void endAttempt() throws IOException {
        timed.unlimit();
    }

    /** What was read since {@link #attempt} is still to be read. */
    void rewind() throws IOException {
        in.reset();
        forgetAttempt();
    }

    /** What is read from now on need not be kept. */
    private void forgetAttempt() {
        in.mark(0);
    }

    /** From now on each read fails where nothing comes for so long. */
    void limitReads(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    /** Whether something is here already that was not read: of an exchange that is over, it belongs to none. */
    boolean hasUnread() {
        try {
            return in.available() > 0;
        } catch (IOException broken) {
            return true;
        }
    }

    /** Whether the other side has closed it, or has sent what nobody asked for, while it was idle. */
    boolean isStale() {
        try {
            socket.setSoTimeout(1);
            in.mark(1);
            in.read();
            return true;
        } catch (SocketTimeoutException silent) {
            return false;
        } catch (IOException broken) {
            return true;
        } finally {
            try {
                socket.setSoTimeout(0);
            } catch (IOException broken) {
                close();
            }
        }
    }

    /** Ends it at once, whatever is being read or written. */
    void close() {
        Dialer.close(raw);
    }
}
