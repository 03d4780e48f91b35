package dev.mcpgateway.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.MemoryGateway;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.keys.UserKeys;
import dev.mcpgateway.server.store.DocumentFiles;
import dev.mcpgateway.server.store.MemoryChangeLog;
import dev.mcpgateway.server.store.StoreLocation;
import dev.mcpgateway.server.store.StoreOpenException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A gateway on a free port and a client with its admin key: {@code try (TestGateway gateway = TestGateway.start()) …}. Its clock
 * stands still, and its ids and keys are the same at each run.
 */
public final class TestGateway implements AutoCloseable {
    /** Keep-alive connections are shared by all tests. */
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final SettableClock clock;
    private final MemoryGateway gateway;
    private final ByteArrayOutputStream accessLog;
    private final Consumer<Exchange> observer;

    private TestGateway(
            SettableClock clock, MemoryGateway gateway, ByteArrayOutputStream accessLog, Consumer<Exchange> observer) {
        this.clock = clock;
        this.gateway = gateway;
        this.accessLog = accessLog;
        this.observer = observer;
    }

    /** With the default state and without files. */
    public static TestGateway start() {
        return prepared().start();
    }

    public static Preparation prepared() {
        return new Preparation();
    }

    /** What a test may choose before the start. */
    public static final class Preparation {
        private int firstNumber;
        private Instant now = NOON;
        private BiFunction<GatewayState, UserKeys, GatewayState> initial = (state, keys) -> state;
        private Function<GatewayState, ? extends ChangeLog> logOf = MemoryChangeLog::new;
        private boolean isReady = true;
        private ExchangeFiles files = new NoFiles();
        private List<String> corsOrigins = List.of("*");
        private Consumer<Exchange> observer = exchange -> {};

        private Preparation() {}

        /** Numbers the keys and ids it makes from {@code first} on ({@link ExampleRandom}). */
        public Preparation numberedFrom(int first) {
            this.firstNumber = first;
            return this;
        }

        public Preparation at(Instant instant) {
            this.now = instant;
            return this;
        }

        /** Begins with {@code state}. */
        public Preparation with(GatewayState state) {
            this.initial = (fresh, keys) -> state;
            return this;
        }

        /** Begins with what {@code change} makes of the default state. */
        public Preparation changed(UnaryOperator<GatewayState> change) {
            this.initial = (fresh, keys) -> change.apply(fresh);
            return this;
        }

        /** Begins with what {@code change} makes of the default state, with the gateway's own keys at hand. */
        public Preparation changed(BiFunction<GatewayState, UserKeys, GatewayState> change) {
            this.initial = change;
            return this;
        }

        /** Keeps its state in the log that {@code newLogOf} makes of the first one. */
        public Preparation log(Function<GatewayState, ? extends ChangeLog> newLogOf) {
            this.logOf = newLogOf;
            return this;
        }

        /** Listens and does not serve yet. */
        public Preparation starting() {
            this.isReady = false;
            return this;
        }

        /** Files below {@code folder}, as those beside a configuration file there. */
        public Preparation filesIn(Path folder) {
            try {
                this.files = new DocumentFiles(StoreLocation.of(folder.resolve("config.json")), List::of);
                return this;
            } catch (StoreOpenException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        public Preparation files(ExchangeFiles newFiles) {
            this.files = newFiles;
            return this;
        }

        public Preparation corsOrigins(String... origins) {
            this.corsOrigins = List.of(origins);
            return this;
        }

        /** Is shown every exchange. */
        public Preparation observer(Consumer<Exchange> newObserver) {
            this.observer = newObserver;
            return this;
        }

        public TestGateway start() {
            SettableClock clock = new SettableClock(now);
            ByteArrayOutputStream accessLog = new ByteArrayOutputStream();
            MemoryGateway gateway = MemoryGateway.start(
                    clock,
                    new ExampleRandom(firstNumber),
                    initial,
                    logOf,
                    isReady,
                    files,
                    corsOrigins,
                    new PrintStream(accessLog, true, StandardCharsets.UTF_8));
            return new TestGateway(clock, gateway, accessLog, observer);
        }
    }

    public SettableClock clock() {
        return clock;
    }

    /** Stops serving, and goes on to listen. */
    public void turnAway() {
        gateway.turnAway();
    }

    public URI url() {
        return gateway.url();
    }

    public GatewayState state() {
        return gateway.log().state();
    }

    public String adminKey() {
        Secret key = state().settings().adminKey();
        return key == null ? "" : key.reveal();
    }

    public Exchange get(String target) {
        return send(ApiCall.of("GET", target));
    }

    public Exchange post(String target, @Nullable String json) {
        return send(ApiCall.of("POST", target, json));
    }

    public Exchange put(String target, String json) {
        return send(ApiCall.of("PUT", target, json));
    }

    public Exchange patch(String target, @Nullable String json) {
        return send(ApiCall.of("PATCH", target, json));
    }

    public Exchange delete(String target) {
        return send(ApiCall.of("DELETE", target));
    }

    /** The data of a success. */
    public JsonNode data(Exchange exchange) {
        return exchange.expectSuccessShape().data();
    }

    /** With the admin key, unless the call has an Authorization of its own. */
    public Exchange send(ApiCall call) {
        return sendWithoutKey(
                call.headers().containsKey("Authorization")
                        ? call
                        : call.withHeader("Authorization", "Bearer " + adminKey()));
    }

    public Exchange sendWithoutKey(ApiCall call) {
        byte[] body = call.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + call.target()))
                .timeout(Duration.ofSeconds(60))
                .method(call.method(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        call.headers().forEach(request::header);
        if (body != null && !call.headers().containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            Exchange exchange = new Exchange(call, response.statusCode(), response.headers(), response.body());
            observer.accept(exchange);
            return exchange;
        } catch (IOException failure) {
            throw new UncheckedIOException(call.toString(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Sends {@code head} as it is, without a body, and reads the answer to its end. */
    public String sendRaw(String head) {
        return sendRaw(head, () -> {}, "");
    }

    /** Sends {@code start} as it is, and {@code rest} once {@code meanwhile} is over, and reads the answer to its end. */
    public String sendRaw(String start, Runnable meanwhile, String rest) {
        try (Socket socket = new Socket(url().getHost(), url().getPort())) {
            socket.getOutputStream().write(start.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            meanwhile.run();
            socket.getOutputStream().write(rest.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            byte[] answer = new byte[64 * 1024];
            int count = 0;
            String text = "";
            while (!isWhole(text)) {
                int read = socket.getInputStream().read(answer, count, answer.length - count);
                if (read < 0) {
                    break;
                }
                count += read;
                text = new String(answer, 0, count, StandardCharsets.UTF_8);
            }
            return text;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Closes the gateway, which makes the access log whole, and gives its lines. */
    public String closedAccessLog() {
        close();
        return accessLog.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        gateway.close();
    }

    private static boolean isWhole(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        return end >= 0 && answer.endsWith("}");
    }
}
