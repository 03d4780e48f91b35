package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.api.ErrorCode;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.StrictJson;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** A gateway that runs, on this machine or elsewhere. Redirects are not followed: the admin key is for one address. */
final class HttpGateway implements GatewayConnection {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(60);

    private final URI url;
    private final Secret key;
    private final String keySource;
    private final Duration connectTimeout;
    private final Duration deadline;

    /** @param keySource where {@code key} was found, for who has to correct it */
    HttpGateway(URI url, Secret key, String keySource) {
        this(url, key, keySource, CONNECT, WHOLE);
    }

    HttpGateway(URI url, Secret key, String keySource, Duration connectTimeout, Duration deadline) {
        this.url = url;
        this.key = key;
        this.keySource = keySource;
        this.connectTimeout = connectTimeout;
        this.deadline = deadline;
    }

    @Override
    public Answer send(GatewayCall call) throws CommandFailure {
        HttpAnswer answer = exchange(call);
        if (answer.status() >= 300 && answer.status() < 400) {
            throw CommandFailure.refused(url + " points to another address (" + answer.status()
                    + "), which is not followed: give the gateway's own");
        }
        JsonNode envelope;
        try {
            envelope = StrictJson.mapper().readTree(answer.body());
        } catch (JsonProcessingException notJson) {
            throw notAGateway(answer);
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory cannot be read", impossible);
        }
        boolean isSuccess = answer.status() < 300;
        if (envelope == null || !envelope.has(isSuccess ? "data" : "error")) {
            throw notAGateway(answer);
        }
        if (envelope.path("error").asText().equals(ErrorCode.ROUTE_NOT_FOUND.name())) {
            throw CommandFailure.refused(url + " is a gateway's, and has nothing at that path: give its address without"
                    + " /api/v1; or it is of a version that knows no such command");
        }
        if (answer.status() == 401) {
            throw CommandFailure.refused(
                    new Answer(answer.status(), envelope).failure().getMessage() + System.lineSeparator()
                            + "  The key is from " + keySource + ".");
        }
        return new Answer(answer.status(), envelope);
    }

    private HttpAnswer exchange(GatewayCall call) throws CommandFailure {
        try {
            return new HttpExchange(url, connectTimeout, deadline).send(call.method(), call.target(), key, call.body());
        } catch (UnknownHostException unknown) {
            throw CommandFailure.refused(url + " cannot be reached: there is no host " + url.getHost());
        } catch (ConnectException | NoRouteToHostException refused) {
            throw CommandFailure.refused("No gateway answers at " + url + ": " + refused.getMessage());
        } catch (SocketTimeoutException late) {
            throw CommandFailure.refused(url + " did not answer in time: " + late.getMessage());
        } catch (SSLException failure) {
            throw CommandFailure.refused(url + " cannot be trusted, or does not speak TLS: " + failure.getMessage());
        } catch (IOException failure) {
            throw CommandFailure.refused("The connection to " + url + " failed: " + failure.getMessage());
        }
    }

    private CommandFailure notAGateway(HttpAnswer answer) {
        return CommandFailure.refused(url + " answered " + answer.status()
                + ", and not as a gateway does: is it the address of one, without /api/v1?");
    }

    @Override
    public void close() {
        // Each exchange has closed its own connection.
    }
}
