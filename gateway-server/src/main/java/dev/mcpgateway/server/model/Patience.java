package dev.mcpgateway.server.model;

import java.time.Duration;

/**
 * How long a model may take.
 *
 * @param connect until there is a connection
 * @param send to take the next part of a request's body
 * @param answer from the end of the request to the beginning of the answer: models think
 * @param gap between two parts of an answer
 * @param quiet after which the client of a stream of events is sent a comment, by which it shows whether it is still there
 */
record Patience(Duration connect, Duration send, Duration answer, Duration gap, Duration quiet) {
    static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMinutes(10),
            Duration.ofMinutes(10),
            Duration.ofSeconds(15));
}
