package dev.mcpgateway.server.bridge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.upstream.JsonRpc;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** What went wrong, in words for the person at the client: what to do about it is in them. */
final class Explanation {
    private static final int LONGEST_DETAIL = 500;
    private static final String UNKNOWN_OUTCOME = "It is not known whether it was carried out.";

    private final URI endpoint;
    private final Duration silence;

    /** @param silence after which an answer is given up */
    Explanation(URI endpoint, Duration silence) {
        this.endpoint = endpoint;
        this.silence = silence;
    }

    /** Why an answer that is no success came. */
    GatewayException of(HttpResponse<?> response, byte[] body) {
        int status = response.statusCode();
        String detail = detail(body);
        String said = detail.isEmpty() ? "" : " It says: " + detail;
        String text =
                switch (status) {
                    case 401 ->
                        "The gateway refuses the key (401): it is wrong, has ended or was revoked. Give a valid one with"
                                + " --key-file; 'secure-mcp-gateway user generate-api-key' makes one." + said;
                    case 403 -> "The key, or this address, may not do that (403)." + said;
                    case 404 -> "There is no MCP endpoint at " + endpoint + " (404): check --gateway-url." + said;
                    case 405 -> endpoint + " takes no MCP messages (405): check --gateway-url." + said;
                    case 413 -> "The message is larger than the gateway takes (413)." + said;
                    case 429 ->
                        "The key has reached its rate limit (429): try again "
                                + response.headers()
                                        .firstValue("Retry-After")
                                        .filter(seconds -> seconds.matches("[0-9]{1,9}"))
                                        .map(seconds -> "in " + seconds + " s.")
                                        .orElse("later.")
                                + said;
                    case 301, 302, 303, 307, 308 ->
                        endpoint + " points to another address (" + status
                                + "), which is not followed: give the gateway's" + " own with --gateway-url.";
                    case 502, 503, 504 -> "The gateway cannot serve that at present (" + status + ")." + said;
                    default -> "The gateway answered " + status + "." + said;
                };
        return new GatewayException(text, status);
    }

    /** Why no answer came at all. */
    GatewayException of(IOException failure, Message message) {
        String text;
        if (isUnresolved(failure)) {
            text = "There is no host " + endpoint.getHost() + ": check --gateway-url.";
        } else if (failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException) {
            text = "No gateway answers at " + endpoint + ": is it running? 'secure-mcp-gateway start' starts it;"
                    + " --gateway-url says where it is.";
        } else if (failure instanceof SSLException) {
            text = endpoint + " cannot be trusted, or does not speak TLS: " + failure.getMessage();
        } else {
            text = "The connection to " + endpoint + " broke before the answer to " + message.method() + " was there. "
                    + UNKNOWN_OUTCOME;
        }
        return new GatewayException(text, 0);
    }

    /** The stream with the answer cannot be gone on with. */
    GatewayException lostAnswer(Message message, String why) {
        return new GatewayException(
                "The answer to " + message.method() + " is lost: " + why + " " + UNKNOWN_OUTCOME, 0);
    }

    GatewayException silent(Message message) {
        return new GatewayException(
                "The gateway has said nothing about " + message.method() + " for " + silence.toSeconds() + " s. "
                        + UNKNOWN_OUTCOME,
                0);
    }

    GatewayException noAnswer(Message message, int status) {
        return new GatewayException(
                "What is at " + endpoint + " answered " + message.method() + " with " + status
                        + ", and not as an MCP server does: check --gateway-url.",
                status);
    }

    GatewayException ended() {
        return new GatewayException("Standard input ended before the answer was there.", 0);
    }

    private static boolean isUnresolved(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    /** The message in a JSON error, of JSON-RPC or of the gateway; nothing else is passed on. */
    private static String detail(byte[] body) {
        ObjectNode error = JsonRpc.parse(body).orElseGet(JsonRpc::object);
        String detail = error.path("error").isObject()
                ? error.path("error").path("message").asText()
                : error.path("detail").asText();
        String line = detail.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "...";
    }
}
