package dev.mcpgateway.server.alerts;

import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.net.SystemResolver;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLSocketFactory;

/**
 * Posts signed JSON to webhooks, in threads of its own. Any answer of 2xx is a delivery; otherwise it is tried again, five
 * times in an hour. {@code X-MCP-Signature} is the HMAC-SHA-256, in hex, under the webhook's secret of {@code
 * X-MCP-Timestamp} (seconds since 1970), a dot and the body.
 */
public final class Webhooks implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Webhooks.class.getName());
    private static final int MOST_WAITING = 1_000;
    private static final int AT_ONCE = 4;
    private static final Duration END = Duration.ofSeconds(2);
    private static final String ALGORITHM = "HmacSHA256";
    private static final List<Duration> PAUSES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(4), Duration.ofMinutes(15), Duration.ofMinutes(40));

    private final HttpPost post;
    private final Clock clock;
    private final List<Duration> pauses;
    private final AtomicInteger waiting = new AtomicInteger();
    private final ScheduledThreadPoolExecutor threads;

    /**
     * Ready to post.
     *
     * @param allowPrivate whether hosts that are not on the public Internet may be posted to at present
     */
    public static Webhooks start(Clock clock, BooleanSupplier allowPrivate) {
        // Asked for at the first https webhook: to load what the JDK trusts takes longer than most of a start.
        HttpPost post = new HttpPost(
                new SystemResolver("gateway-webhook-look-up"),
                () -> (SSLSocketFactory) SSLSocketFactory.getDefault(),
                allowPrivate);
        return new Webhooks(post, clock, PAUSES);
    }

    /** @param pauses between one try and the next */
    Webhooks(HttpPost post, Clock clock, List<Duration> pauses) {
        this.post = post;
        this.clock = clock;
        this.pauses = pauses;
        this.threads = new ScheduledThreadPoolExecutor(AT_ONCE, task -> {
            Thread thread = new Thread(task, "gateway-webhooks");
            thread.setDaemon(true);
            return thread;
        });
        threads.setKeepAliveTime(1, TimeUnit.MINUTES);
        threads.allowCoreThreadTimeOut(true);
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Posts {@code delivery} soon; it is dropped, with a line in the log, where too many wait already. */
    void send(Delivery delivery) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            LOG.log(Level.WARNING, delivery.subject() + " is not sent: " + MOST_WAITING + " others wait to be");
            delivery.settled().run();
            return;
        }
        schedule(delivery, 0, Duration.ZERO);
    }

    /** Gives what is under way a moment to end; what waits for another try is not settled. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(END.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (waiting.get() > 0) {
            LOG.log(
                    Level.WARNING,
                    waiting.get() + " reports to webhooks are still to be delivered, after the next start");
        }
        post.close();
    }

    private void schedule(Delivery delivery, int tries, Duration pause) {
        try {
            Future<?> unused =
                    threads.schedule(() -> attempt(delivery, tries), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.WARNING, delivery.subject() + " waits for the next start: the gateway stops");
        }
    }

    private void attempt(Delivery delivery, int tries) {
        boolean isDone = true;
        try {
            isDone = !delivery.isWanted().getAsBoolean() || isOver(delivery, tries);
        } catch (RuntimeException bug) {
            LOG.log(Level.ERROR, delivery.subject() + " could not be sent", bug);
        } finally {
            if (isDone) {
                waiting.decrementAndGet();
                delivery.settled().run();
            }
        }
        if (!isDone) {
            schedule(delivery, tries + 1, pauses.get(tries));
        }
    }

    /** Tries once. */
    private boolean isOver(Delivery delivery, int tries) {
        String problem;
        byte[] body = delivery.body().getBytes(StandardCharsets.UTF_8);
        boolean isLast = tries >= pauses.size();
        try {
            int status = post.send(delivery.url(), headers(delivery, body), body);
            if (status / 100 == 2) {
                return true;
            }
            problem = "the answer is " + status;
        } catch (AddressRefusedException refused) {
            problem = refused.getMessage();
            isLast = true;
        } catch (IOException failure) {
            problem = failure.toString();
        }
        LOG.log(
                Level.WARNING,
                delivery.subject() + " was not taken by the webhook at "
                        + delivery.url().host() + " (" + problem + "); "
                        + (isLast ? "it is given up" : "it is tried again"));
        return isLast;
    }

    private Map<String, String> headers(Delivery delivery, byte[] body) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "secure-mcp-gateway");
        headers.put("X-MCP-Timestamp", timestamp);
        headers.put("X-MCP-Signature", signature(delivery.secret(), timestamp, body));
        return headers;
    }

    private static String signature(Secret secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, impossible);
        }
    }
}
