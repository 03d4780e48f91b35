package dev.mcpgateway.server.keys;

/** A stored key hash that cannot be read. The message says what is wrong with it and quotes nothing of it. */
public final class MalformedHashException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MalformedHashException(String problem) {
        super("malformed Argon2id hash: " + problem);
    }
}
