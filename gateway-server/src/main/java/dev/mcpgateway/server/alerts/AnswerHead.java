package dev.mcpgateway.server.alerts;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of an answer; nobody is interested in the rest. */
final class AnswerHead {
    private static final int LONGEST = 16_384;
    private static final int FIRST_FINAL = 200;

    private final InputStream in;
    private int bytes;

    private AnswerHead(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The status of the first answer in {@code in} that is not interim. */
    static int status(InputStream in) throws IOException {
        AnswerHead head = new AnswerHead(in);
        int status = parse(head.line());
        while (status < FIRST_FINAL) {
            while (!head.line().isEmpty()) {
                // a field of the interim answer
            }
            status = parse(head.line());
        }
        return status;
    }

    private static int parse(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw new IOException("the answer is not HTTP");
        }
        return Integer.parseInt(line, 9, 12, 10);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || ++bytes > LONGEST) {
                throw new IOException(next < 0 ? "the answer ends early" : "the answer has no end");
            }
            line.append((char) next);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }
}
