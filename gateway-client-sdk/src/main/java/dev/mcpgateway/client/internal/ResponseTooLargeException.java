package dev.mcpgateway.client.internal;

import java.io.IOException;

/** A body has more bytes than are taken. */
final class ResponseTooLargeException extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    ResponseTooLargeException(int status, long limit) {
        super("the answer has more than " + limit + " bytes");
        this.status = status;
    }

    int status() {
        return status;
    }
}
