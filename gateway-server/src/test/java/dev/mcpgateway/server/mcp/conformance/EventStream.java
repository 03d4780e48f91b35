package dev.mcpgateway.server.mcp.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Messages with ids, which a client that has lost its connection reads on from the last one it saw (specification 2025-11-25,
 * "Resumability and Redelivery"). An id is the stream's number and the message's, with the priming event as number 0.
 */
final class EventStream implements Outlet {
    private static final int RETRY_MILLIS = 500;

    private final int number;
    private final BooleanSupplier primes;
    private final List<String> messages = new ArrayList<>();
    private @Nullable Http connection;
    private boolean ended;

    EventStream(int number, BooleanSupplier primes) {
        this.number = number;
        this.primes = primes;
    }

    int number() {
        return number;
    }

    synchronized int size() {
        return messages.size();
    }

    /** Sends what comes after the message {@code after} to {@code http}, in place of an earlier connection. */
    synchronized void attach(Http http, int after) throws IOException {
        disconnect();
        connection = http;
        http.startEvents();
        if (primes.getAsBoolean()) {
            http.write("id: " + number + "-" + after + "\nretry: " + RETRY_MILLIS + "\ndata: \n\n");
        }
        for (int i = after; i < messages.size(); i++) {
            write(i);
        }
        if (ended) {
            disconnect();
        }
    }

    @Override
    public synchronized boolean send(ObjectNode message) {
        messages.add(message.toString());
        write(messages.size() - 1);
        return true;
    }

    @Override
    public synchronized void disconnect() {
        if (connection != null) {
            connection.end();
            connection = null;
        }
    }

    synchronized void end() {
        ended = true;
        disconnect();
    }

    private void write(int index) {
        if (connection != null) {
            try {
                connection.write("id: " + number + "-" + (index + 1) + "\ndata: " + messages.get(index) + "\n\n");
            } catch (IOException gone) {
                disconnect();
            }
        }
    }
}
