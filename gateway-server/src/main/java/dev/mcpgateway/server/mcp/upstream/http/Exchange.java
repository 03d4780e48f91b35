package dev.mcpgateway.server.mcp.upstream.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer. It blocks the thread that it is on; another may end it at any time. */
public final class Exchange implements AutoCloseable {
    private static final int LAST_MILLIS = 100;
    private static final int MAX_LAST_PARTS = 64;

    /** For an answer that was sent before the connection broke, and so is here. */
    private static final int EARLY_MILLIS = 2_000;

    private final ConnectionPool pool;
    private final boolean isAside;
    private @Nullable Socket socket;
    private boolean isAborted;
    private boolean isWholeSent = true;
    private boolean isSending;
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
     * @throws AllInUseException when those that there may be are all in use
     */
    public void send(Request request) throws IOException {
        byte[] bytes = request.bytes(pool.url().authority());
        try {
            begin(bytes, false);
        } catch (IOException failed) {
            if (!isUnheard(failed) || !request.isRepeatable()) {
                throw failed;
            }
            close();
            begin(bytes, true);
        }
    }

    /**
     * Sends {@code request}, its body as it comes, and waits for the beginning of the answer.
     *
     * @throws AddressRefusedException when the server is where the gateway may not connect to
     * @throws UnreachableException when there is no connection to the server
     * @throws AllInUseException when those that there may be are all in use
     * @throws RuntimeException what reading the body throws, and nothing else is known of it then
     */
    public void send(StreamedRequest request) throws IOException {
        try {
            begin(request, false);
        } catch (IOException failed) {
            if (request.hasBody() || !isUnheard(failed) || !request.isRepeatable()) {
                throw failed;
            }
            close();
            begin(request, true);
        }
    }

    private void begin(StreamedRequest request, boolean isNew) throws IOException {
        Connection taken = pool.take(isAside, isNew, this::opening, this::isAborted);
        connection = taken;
        ReplyHead read;
        try {
            isWholeSent = isSent(request, taken);
            read = ReplyHead.read(taken.in());
        } catch (SocketException refused) {
            read = earlyReply(taken, refused);
        }
        head = read;
        body = request.method().equals("HEAD") ? BodyStream.none(taken.in()) : BodyStream.of(read, taken.in());
    }

    private boolean isSent(StreamedRequest request, Connection on) throws IOException {
        sending(true);
        try {
            return request.writeTo(on.out(), pool.url().authority(), on::isAnswered);
        } finally {
            sending(false);
        }
    }

    private synchronized void sending(boolean isNow) {
        isSending = isNow;
    }

    /**
     * Where a server has begun to answer and does not take the rest of a request: no more of it is sent. To be called from another thread
     * while the one of the exchange waits for the server to take something.
     */
    public synchronized void hearEarlyAnswer() throws IOException {
        Connection used = connection;
        if (isSending && used != null && used.isAnswered()) {
            used.endWriting();
        }
    }

    /** What a server has said that would not read all of the body; such a connection is used no more. */
    private ReplyHead earlyReply(Connection taken, SocketException refused) throws IOException {
        try {
            taken.limitReads(EARLY_MILLIS);
            ReplyHead read = ReplyHead.read(taken.in());
            taken.limitReads(0);
            isWholeSent = false;
            return read;
        } catch (IOException nothing) {
            refused.addSuppressed(nothing);
            throw refused;
        }
    }

    /** The server has closed a connection that was idle at the moment that it was used again. */
    private boolean isUnheard(IOException failed) {
        Connection used = connection;
        return used != null
                && used.isUsed()
                && (failed instanceof ReplyHead.NothingAnsweredException || failed instanceof SocketException)
                && !isAborted();
    }

    private void begin(byte[] bytes, boolean isNew) throws IOException {
        Connection taken = pool.take(isAside, isNew, this::opening, this::isAborted);
        connection = taken;
        taken.write(bytes);
        receive(taken);
    }

    /**
     * Sends {@code request} if a connection is idle, and does not wait for the answer: {@link #receiveSoon} or {@link #receive} does.
     *
     * @return false where there is none, and nothing is sent
     */
    public boolean sendAtOnce(Request request) throws IOException {
        Connection taken = pool.takeIdle(this::opening);
        if (taken == null) {
            return false;
        }
        connection = taken;
        taken.write(request.bytes(pool.url().authority()));
        return true;
    }

    /** Waits for the beginning of the answer to what was sent with {@link #sendAtOnce}. */
    public void receive() throws IOException {
        receive(sent());
    }

    /**
     * The whole body of the answer, where it is short and comes soon.
     *
     * @param millis how long it may take
     * @param most bytes it may have
     * @return null where it is not so: then it is as if nothing of the answer had come
     */
    public byte @Nullable [] receiveSoon(int millis, int most) throws IOException {
        Connection used = sent();
        used.attempt(ReplyHead.LONGEST + most, millis);
        try {
            receive(used);
            long length = length();
            if (length >= 0 && length <= most) {
                return wholeBody(most);
            }
        } catch (SocketTimeoutException notYet) {
            // What has come is not lost.
        } finally {
            used.endAttempt();
        }
        unreceive();
        return null;
    }

    /** As if nothing of what {@link #receiveSoon} has given had been read. */
    public void unreceive() throws IOException {
        sent().rewind();
        head = null;
        body = null;
    }

    private Connection sent() {
        Connection used = connection;
        if (used == null) {
            throw new IllegalStateException("nothing was sent");
        }
        return used;
    }

    private void receive(Connection taken) throws IOException {
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

    /** Ends it from any thread: what waits for the server, or for a connection to it, fails. */
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

    /** All headers, their names in lower case; the values of one that is there several times with commas between them. */
    public Map<String, String> headers() {
        return head == null ? Map.of() : head.all();
    }

    /** How long the body is, in bytes, as the answer says; negative where only its end will tell. */
    public long length() throws IOException {
        return head == null ? -1 : BodyStream.length(head);
    }

    /**
     * Whether more of the body, or its end, is there within this time; else the server is silent, and goes on later.
     *
     * @param millis 1 or more
     */
    public boolean awaitMore(int millis) throws IOException {
        Connection used = connection;
        return used == null || body == null || body.isAtEnd() || used.awaitInput(millis);
    }

    /** Whether the answer came before the server had taken all of the request. */
    public boolean isEarly() {
        return head != null && !isWholeSent;
    }

    /** Whether the answer has been read to the end of its body, or has none. */
    public boolean isRead() {
        return body != null && body.isAtEnd();
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

    private static boolean isClosing(@Nullable String options) {
        return options != null
                && Arrays.stream(options.split(",")).map(String::strip).anyMatch("close"::equalsIgnoreCase);
    }

    private boolean isReusable() {
        return isWholeSent
                && head != null
                && body != null
                && head.isVersion11()
                && body.isFollowed()
                && !isClosing(header("connection"));
    }
}
