package dev.mcpgateway.server.bridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.IOException;
import java.io.OutputStream;

/** Writes messages for the client, one a line. */
final class ClientOutput {
    private final OutputStream out;
    private final Runnable onBroken;
    private boolean isBroken;

    /** @param onBroken runs when the client does not read any more */
    ClientOutput(OutputStream out, Runnable onBroken) {
        this.out = out;
        this.onBroken = onBroken;
    }

    /** A client that does not read makes everybody wait, as it is meant to. */
    void write(byte[] message) {
        byte[] line = inOneLine(message);
        boolean hasJustBroken = false;
        synchronized (this) {
            if (isBroken) {
                return;
            }
            try {
                out.write(line);
                out.flush();
            } catch (IOException closed) {
                isBroken = true;
                hasJustBroken = true;
            }
        }
        if (hasJustBroken) {
            onBroken.run();
        }
    }

    /** Answers a request in the gateway's place. */
    void error(JsonNode id, int code, String message, int status) {
        JsonNode answered = id.isTextual() || id.isNumber() ? id : NullNode.getInstance();
        ObjectNode error = JsonRpc.error(answered, code, message);
        if (status > 0) {
            error.withObject("error").putObject("data").put("http_status", status);
        }
        write(JsonRpc.bytes(error));
    }

    /** JSON has line ends between its tokens alone, so what it says stays the same. */
    private static byte[] inOneLine(byte[] message) {
        byte[] line = new byte[message.length + 1];
        for (int i = 0; i < message.length; i++) {
            line[i] = message[i] == '\n' || message[i] == '\r' ? (byte) ' ' : message[i];
        }
        line[message.length] = '\n';
        return line;
    }
}
