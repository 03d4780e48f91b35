package dev.mcpgateway.server.model;

import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.mcp.upstream.http.StreamedRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** The body of one call: small ones in memory, larger ones as they come, or, to be known before anything is sent on, in a file. */
final class Payload implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Payload.class.getName());

    static final long MOST_BYTES = 64L << 20;

    private static final int IN_MEMORY = 64 * 1024;

    private final Request request;
    private final SpoolRoom room;
    private byte[] start = new byte[0];
    private @Nullable InputStream rest;
    private @Nullable SpoolFile file;
    private @Nullable Place place;
    private boolean isBegun;

    /** @param room for one that has to be in a file */
    Payload(Request request, SpoolRoom room) {
        this.request = request;
        this.room = room;
    }

    /**
     * Reads all of a small body, and the beginning of another, so that slow clients keep nobody waiting but themselves.
     *
     * @throws HttpException 413, 408 or 400, as the body of a request does
     */
    void begin() {
        if (isBegun) {
            return;
        }
        isBegun = true;
        InputStream in = request.bodyStream(MOST_BYTES);
        try {
            start = in.readNBytes(IN_MEMORY + 1);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        rest = start.length > IN_MEMORY ? in : null;
    }

    /**
     * Reads all of it.
     *
     * @param keyId whose it is
     * @throws HttpException as {@link #begin}
     * @throws RefusedException when too many others are in files, or there is no room for it
     */
    void hold(String keyId) throws InterruptedException {
        begin();
        InputStream in = rest;
        if (in == null) {
            return;
        }
        place = room.take(keyId);
        try {
            file = SpoolFile.of(room.inTime(new SequenceInputStream(new ByteArrayInputStream(start), in)));
            rest = null;
        } catch (UncheckedIOException full) {
            LOG.log(Level.WARNING, "the body of request " + request.id() + " could not be kept", full);
            throw RefusedException.overloaded(
                    "The body cannot be kept while its signature is checked: try again later");
        }
    }

    /** In bytes, or {@link StreamedRequest#UNKNOWN}. */
    long length() {
        SpoolFile held = file;
        if (held != null) {
            return held.length();
        } else if (rest == null) {
            return start.length;
        }
        return request.bodyLength() == Request.UNKNOWN_LENGTH ? StreamedRequest.UNKNOWN : request.bodyLength();
    }

    /** From the first byte on; of one that is not held, once. */
    InputStream open() {
        SpoolFile held = file;
        InputStream in = rest;
        if (held != null) {
            return held.open();
        }
        InputStream known = new ByteArrayInputStream(start);
        return in == null ? known : new SequenceInputStream(known, in);
    }

    @Override
    public void close() {
        SpoolFile held = file;
        Place taken = place;
        if (held != null) {
            held.close();
        }
        if (taken != null) {
            taken.close();
        }
    }
}
