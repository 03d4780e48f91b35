package dev.mcpgateway.client.internal;

import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.spi.Observation;
import dev.mcpgateway.client.spi.Sleeper;
import java.net.URI;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of a client have in common.
 *
 * @param baseUrl the gateway's URL, without a slash at its end
 * @param key what is sent as Authorization, or null
 * @param transport with the interceptors around it
 * @param nanoTime a clock that only goes forward, in nanoseconds
 * @param random values from 0 to 1, for waits and request ids
 */
public record ClientSettings(
        URI baseUrl,
        @Nullable Secret key,
        ClosableTransport transport,
        List<Observation> observations,
        Sleeper sleeper,
        LongSupplier nanoTime,
        DoubleSupplier random) {

    /** Scheme, host and port, for messages. */
    String origin() {
        return baseUrl.getScheme() + "://" + baseUrl.getRawAuthority();
    }
}
