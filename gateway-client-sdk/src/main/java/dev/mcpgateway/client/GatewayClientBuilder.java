package dev.mcpgateway.client;

import dev.mcpgateway.client.error.GatewayConfigurationException;
import dev.mcpgateway.client.internal.BaseUrl;
import dev.mcpgateway.client.internal.ClientSettings;
import dev.mcpgateway.client.internal.ClosableTransport;
import dev.mcpgateway.client.internal.Environment;
import dev.mcpgateway.client.internal.HeaderRules;
import dev.mcpgateway.client.internal.Interceptors;
import dev.mcpgateway.client.internal.JdkTransport;
import dev.mcpgateway.client.internal.SyncClient;
import dev.mcpgateway.client.spi.Interceptor;
import dev.mcpgateway.client.spi.Observation;
import dev.mcpgateway.client.spi.RequestSigner;
import dev.mcpgateway.client.spi.Sleeper;
import dev.mcpgateway.client.spi.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link GatewayClient}. It can build several; each has connections of its own, unless they are given one transport. */
public final class GatewayClientBuilder {
    private static final String DEFAULT_URL = "http://localhost:8001";
    private static final long DEFAULT_MAX_RESPONSE = 256L << 20;

    private final List<Interceptor> interceptors = new ArrayList<>();
    private final List<Observation> observations = new ArrayList<>();
    private URI baseUrl = URI.create(DEFAULT_URL);
    private @Nullable Secret key;
    private @Nullable Function<Secret, RequestSigner> signing;
    private RequestOptions options = RequestOptions.none();
    private Duration connectTimeout = Duration.ofSeconds(10);
    private long maxResponseBytes = DEFAULT_MAX_RESPONSE;
    private @Nullable Transport transport;
    private Sleeper sleeper = Sleeper.system();
    private LongSupplier nanoTime = System::nanoTime;
    private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();

    GatewayClientBuilder() {}

    /**
     * Where the gateway is. Default: {@code http://localhost:8001}.
     *
     * @param url http or https, with a path where the gateway is behind one; a slash at its end makes no difference
     * @throws GatewayConfigurationException if it is no such URL
     */
    public GatewayClientBuilder baseUrl(String url) {
        this.baseUrl = BaseUrl.parse(url);
        return this;
    }

    /**
     * The admin key, sent with every call. Default: none, with which only the public operations work.
     *
     * @throws GatewayConfigurationException if it cannot be sent, as one with a line break; the message does not hold it
     */
    public GatewayClientBuilder adminKey(String adminKey) {
        return adminKey(Secret.of(adminKey));
    }

    /**
     * The admin key, sent with every call.
     *
     * @throws GatewayConfigurationException if it cannot be sent; the message does not hold it
     */
    public GatewayClientBuilder adminKey(Secret adminKey) {
        HeaderRules.requireValue("the admin key", adminKey.reveal());
        this.key = adminKey;
        return this;
    }

    /**
     * A user key in place of the admin key: it reads what belongs to its own project, and does nothing else.
     *
     * @throws GatewayConfigurationException if it cannot be sent; the message does not hold it
     */
    public GatewayClientBuilder userKey(String userKey) {
        return userKey(Secret.of(userKey));
    }

    /**
     * A user key in place of the admin key.
     *
     * @throws GatewayConfigurationException if it cannot be sent; the message does not hold it
     */
    public GatewayClientBuilder userKey(Secret userKey) {
        HeaderRules.requireValue("the user key", userKey.reveal());
        this.key = userKey;
        return this;
    }

    /** Signs every attempt with the client's own key, in version 2; see {@link RequestSigner}. For user keys: the gateway checks no signature of the admin key. */
    public GatewayClientBuilder signRequests() {
        return signRequests(RequestSigner::v2);
    }

    /**
     * Signs every attempt with the client's own key, as in {@code signRequests(RequestSigner::v1)}. That is done last, after all interceptors.
     *
     * @param signer makes the signer of the key
     */
    public GatewayClientBuilder signRequests(Function<Secret, RequestSigner> signer) {
        this.signing = signer;
        return this;
    }

    /**
     * Takes URL and key from variables of the environment, as {@link GatewayClient#fromEnv()} does.
     *
     * @throws GatewayConfigurationException if there is no key, or something cannot be used as it is
     */
    public GatewayClientBuilder environment(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        environment.baseUrl().ifPresent(this::baseUrl);
        return adminKey(environment.adminKey());
    }

    /** What calls do unless {@link GatewayClient#withOptions} says otherwise. */
    public GatewayClientBuilder options(RequestOptions newOptions) {
        this.options = options.mergedWith(newOptions);
        return this;
    }

    /** Bounds the whole of a call. Default: 60 s. See {@link RequestOptions.Builder#timeout}. */
    public GatewayClientBuilder timeout(Duration timeout) {
        return options(RequestOptions.builder().timeout(timeout).build());
    }

    /** When a failed attempt is made again. Default: {@link RetryPolicy#standard()}. */
    public GatewayClientBuilder retry(RetryPolicy policy) {
        return options(RequestOptions.builder().retry(policy).build());
    }

    /** Bounds the making of a connection, where the transport is the default one. Default: 10 s. */
    public GatewayClientBuilder connectTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new GatewayConfigurationException("connectTimeout must be positive, and is " + timeout);
        }
        this.connectTimeout = timeout;
        return this;
    }

    /** The largest answer that is taken, where the transport is the default one, in bytes. Default: 256 MiB. */
    public GatewayClientBuilder maxResponseBytes(long bytes) {
        if (bytes < 1) {
            throw new GatewayConfigurationException("maxResponseBytes must be positive, and is " + bytes);
        }
        this.maxResponseBytes = bytes;
        return this;
    }

    /**
     * Makes the exchanges. Default: {@code java.net.http} over HTTP/1.1 for http URLs, with threads that do not keep a program alive.
     *
     * @param newTransport the client takes ownership, and closes it when it is closed
     */
    public GatewayClientBuilder transport(Transport newTransport) {
        this.transport = newTransport;
        return this;
    }

    /** Puts an interceptor around every exchange, inside of those that were added before. */
    public GatewayClientBuilder interceptor(Interceptor interceptor) {
        interceptors.add(interceptor);
        return this;
    }

    /** Tells of every attempt when it has ended. */
    public GatewayClientBuilder observation(Observation observation) {
        observations.add(observation);
        return this;
    }

    /** Waits between attempts. Default: by the system's clock. */
    public GatewayClientBuilder sleeper(Sleeper newSleeper) {
        this.sleeper = newSleeper;
        return this;
    }

    /** The clock for deadlines and durations, in nanoseconds and only going forward. Default: {@link System#nanoTime()}. */
    public GatewayClientBuilder clock(LongSupplier newNanoTime) {
        this.nanoTime = newNanoTime;
        return this;
    }

    /** Values from 0 to 1, for the waits between attempts and for request ids. Default: random ones. */
    public GatewayClientBuilder random(DoubleSupplier newRandom) {
        this.random = newRandom;
        return this;
    }

    /**
     * The client.
     *
     * @throws GatewayConfigurationException if requests are to be signed and there is no key
     */
    public GatewayClient build() {
        Transport exchanges = transport != null
                ? transport
                : JdkTransport.create("https".equals(baseUrl.getScheme()), connectTimeout, maxResponseBytes);
        ClientSettings settings = new ClientSettings(
                baseUrl,
                key,
                new ClosableTransport(Interceptors.around(exchanges, withSigning())),
                List.copyOf(observations),
                sleeper,
                nanoTime,
                random);
        return new SyncClient(settings, options);
    }

    /** Innermost, for what an interceptor changes is to be covered. */
    private List<Interceptor> withSigning() {
        if (signing == null) {
            return interceptors;
        }
        if (key == null) {
            throw new GatewayConfigurationException("there is no key to sign requests with: set userKey");
        }
        RequestSigner signer = signing.apply(key);
        List<Interceptor> all = new ArrayList<>(interceptors);
        all.add((request, next) -> next.send(signer.sign(request)));
        return all;
    }
}
