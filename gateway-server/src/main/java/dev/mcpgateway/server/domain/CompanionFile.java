package dev.mcpgateway.server.domain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** A file beside the configuration file that the gateway keeps for itself, and replaces as a whole. */
public interface CompanionFile {
    /** What it holds; empty where there is no such file. */
    Optional<InputStream> read() throws IOException;

    /** Puts what {@code content} writes in its place, durably and for its owner alone: all of it, or nothing changes. */
    void replace(Content content) throws IOException;

    /** What the file is to hold. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
