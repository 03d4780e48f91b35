package dev.mcpgateway.server.mcp.upstream.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request and its answer. It blocks the thread that it is on; another may end it at any time. */
public final class Exchange implements AutoCloseable {
    private static final int LAST_MILLIS = 100;
    private static final int MAX_LAST_PARTS = 64;

    private final ConnectionPool pool;
    private final boolean isAside;
    private @Nullable Socket socket;
    private boolean isAborted;
    private @Nullable Connection connection;
    private @Nullable ReplyHead head;
    private @Nullable BodyStream body;

    public Exchange(ConnectionPool pool) {
        this(pool, false);
    }

    private Exchange(ConnectionPool pool, boolean isAside) {
        this.pool = pool;
        this.isAside = isAside;
    }

    /** One on a connection apart, for what other exchanges with the server may wait for. */
    public static Exchange aside(ConnectionPool pool) {
        return new Exchange(pool, true);
    }

    /**
     * Sends {@code request} and waits for the beginning of its answer.
     *
     * @throws AddressRefusedException when the server is where the gateway may not connect to
     * @throws UnreachableException when there is no connection to the server
     */
    public void send(Request request) throws IOException {
        byte[] bytes = request.bytes(pool.url().authority());
        try {
            begin(bytes, false);
        } catch (IOException failed) {
            Connection used = connection;
            boolean isOld = used != null && used.isUsed();
            boolean isUnanswered =
                    failed instanceof ReplyHead.NothingAnsweredException || failed instanceof java.net.SocketException;
            if (!isOld || !isUnanswered || !request.isRepeatable() || isAborted()) {
                throw failed;
            }
            // The server has closed a connection that was idle at the moment that it was used again.
            close();
            begin(bytes, true);
        }
    }

    private void begin(byte[] bytes, boolean isNew) throws IOException {
        Connection taken = pool.take(isAside, isNew, this::opening);
        connection = taken;
        taken.write(bytes);
        ReplyHead read = ReplyHead.read(taken.in());
        head = read;
        body = BodyStream.of(read, taken.in());
    }

    private synchronized void opening(Socket opened) {
        socket = opened;
        if (isAborted) {
            Dialer.close(opened);
        }
    }

    private synchronized boolean isAborted() {
        return isAborted;
    }

    /** Whether there is a connection, as far as this side knows. */
    public synchronized boolean isConnected() {
        return socket != null && socket.isConnected() && !socket.isClosed();
    }

    /** Ends it from any thread: what waits for the server fails. */
    public synchronized void abort() {
        isAborted = true;
        if (socket != null) {
            Dialer.close(socket);
        }
    }

    public int status() {
        return head == null ? 0 : head.status();
    }

    /** The header {@code name}, in lower case; null where there is none. */
    public @Nullable String header(String name) {
        return head == null ? null : head.header(name);
    }

    /** The media type of the answer, in lower case and without parameters; empty where it has none. */
    public String mediaType() {
        String type = header("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** The body, as it comes. */
    public InputStream body() {
        return body == null ? InputStream.nullInputStream() : body;
    }

    /**
     * The whole body.
     *
     * @throws IOException when it has more than {@code most} bytes
     */
    public byte[] wholeBody(int most) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(1024);
        byte[] part = new byte[8 * 1024];
        InputStream in = body();
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            if (whole.size() + read > most) {
                throw new IOException("the answer is longer than " + most + " bytes");
            }
            whole.write(part, 0, read);
        }
        return whole.toByteArray();
    }

    /** Reads what little may be left of the body, so that the connection can be used again; does not wait long for it. */
    public void finish() {
        Socket open = socket;
        BodyStream rest = body;
        if (open == null || rest == null) {
            return;
        }
        try {
            open.setSoTimeout(LAST_MILLIS);
            byte[] part = new byte[1024];
            int parts = 0;
            while (rest.read(part) >= 0 && parts++ < MAX_LAST_PARTS) {
                // Nobody waits for it.
            }
            open.setSoTimeout(0);
        } catch (IOException slow) {
            abort();
        }
    }

    /** Keeps the connection for others if the answer was read to its end, else closes it. */
    @Override
    public void close() {
        Connection used = connection;
        if (used == null) {
            return;
        }
        boolean isAborted = detach();
        if (!isAborted && isReusable()) {
            pool.giveBack(used, isAside);
        } else {
            pool.drop(used, isAside);
        }
        connection = null;
        head = null;
        body = null;
    }

    /** From now on {@link #abort} closes nothing that others use. */
    private synchronized boolean detach() {
        socket = null;
        return isAborted;
    }

    private boolean isReusable() {
        return head != null
                && body != null
                && head.isVersion11()
                && body.isAtEnd()
                && !body.isUntilClose()
                && !"close".equalsIgnoreCase(header("connection"));
    }
}
