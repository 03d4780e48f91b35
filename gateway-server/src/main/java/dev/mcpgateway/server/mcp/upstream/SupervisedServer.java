package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.McpServer.Sharing;
import dev.mcpgateway.server.domain.Transport.Remote;
import dev.mcpgateway.server.domain.UpstreamStatus;
import dev.mcpgateway.server.domain.UpstreamStatus.State;
import dev.mcpgateway.server.mcp.upstream.UpstreamException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One server of a configuration: its children, who holds them, and how they fared. Its lock guards bookkeeping alone; whatever may
 * take time happens outside of it.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a stage that is ignored hands its outcome on itself
final class SupervisedServer {
    /** A child that has run for so long has not failed because of how it was started. */
    private static final long STABLE_NANOS = Duration.ofMinutes(1).toNanos();

    private final ServerId id;
    private final String label;
    private final Machinery with;
    private final History history;
    private final Backoff starts;
    private final Slots slots;
    private @Nullable McpServer definition;
    private final EraVerdict verdict = new EraVerdict();
    private boolean cannotBeLaunched;
    private int children;

    SupervisedServer(ServerId id, @Nullable McpServer definition, Machinery with) {
        this.id = id;
        this.label = "Server '" + id.server() + "'";
        this.definition = definition;
        this.with = with;
        this.history = new History(with.clock());
        this.starts = new Backoff(with.random());
        this.slots = new Slots(with.random());
    }

    ServerId id() {
        return id;
    }

    String label() {
        return label;
    }

    synchronized Deadlines deadlines() {
        McpServer present = definition;
        return Deadlines.of(with.settings().get(), present == null ? null : present.timeouts());
    }

    synchronized Attachment attach(Scope scope, UpstreamListener listener) {
        Attachment attachment = new Attachment(this, scope, listener);
        slot(scope).attachments().add(attachment);
        return attachment;
    }

    void detach(Attachment attachment) {
        Upstream shared;
        synchronized (this) {
            Slot slot = slot(attachment.scope());
            slot.attachments().remove(attachment);
            if (slot.attachments().isEmpty() && slot.isOfOneSession()) {
                slots.remove(slot);
                return;
            }
            shared = slot.ready();
        }
        if (shared != null) {
            CallOptions options = CallOptions.within(deadlines().request());
            attachment.interests().resources().stream()
                    .filter(uri -> !isSubscribed(attachment.scope(), uri))
                    .forEach(uri -> shared.call(
                            "resources/unsubscribe", JsonRpc.object().put("uri", uri), options));
        }
    }

    /** The connection for {@code attachment}, made where there is none. */
    CompletableFuture<Upstream> connection(Attachment attachment) {
        Start start;
        synchronized (this) {
            Slot slot = slot(attachment.scope());
            slot.usedAt(System.nanoTime());
            CompletableFuture<Upstream> present = slot.connection();
            if (present != null) {
                return present;
            }
            CompletableFuture<Upstream> deciding = verdict.deciding();
            if (deciding != null) {
                return deciding.thenCompose(decided -> connection(attachment));
            }
            UpstreamException refusal = whyNotNow(slot);
            if (refusal != null || definition == null) {
                return CompletableFuture.failedFuture(refusal);
            }
            children += isRemote(definition) ? 0 : 1;
            CompletableFuture<Upstream> fresh = new CompletableFuture<>();
            slot.connection(fresh);
            if (isSharingOpen()) {
                verdict.decides(fresh);
            }
            history.state(state());
            start = new Start(this, slot, definition, verdict.certain(), fresh, with);
        }
        try {
            with.launcher().execute(start);
        } catch (RejectedExecutionException stopping) {
            start.refuse();
        }
        return start.connection();
    }

    private @Nullable UpstreamException whyNotNow(Slot slot) {
        if (definition == null) {
            return new UpstreamException(Reason.REMOVED, label + " is not in its configuration any more");
        }
        long now = System.nanoTime();
        long wait = Math.max(starts.nanosLeft(now), slot.crashes().nanosLeft(now));
        if (wait > 0) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(wait) + 1;
            return new UpstreamException(
                    Reason.BACKING_OFF,
                    history.lastError() + "; it is started again when it is needed, in " + seconds + " s at the"
                            + " earliest");
        }
        if (isRemote(definition)) {
            return null;
        }
        if (children >= with.limits().get().perServer()) {
            // It is too late for this call, but not for the next one.
            slots.drainIdlest(now);
            return new UpstreamException(Reason.OVERLOADED, label + " runs as often as it may already");
        }
        return with.reserveChild()
                ? null
                : new UpstreamException(
                        Reason.OVERLOADED, "As many servers run already as may: " + label + " cannot be started");
    }

    /** A call of {@code attachment} is about to be sent to its child. */
    synchronized void called(Attachment attachment) {
        slot(attachment.scope()).calledBy(attachment.scope());
    }

    /** The child of {@code attachment} if it is past the handshake, else null. */
    synchronized @Nullable Upstream running(Attachment attachment) {
        return slot(attachment.scope()).ready();
    }

    /** Whether anybody who has the place of {@code scope} is subscribed to {@code uri}. */
    synchronized boolean isSubscribed(Scope scope, String uri) {
        return slot(scope).attachments().stream()
                .anyMatch(attachment -> attachment.interests().resources().contains(uri));
    }

    /** Asks {@code upstream} for the log messages that anybody at the place of {@code scope} wants. */
    void tellLogLevel(Scope scope, Upstream upstream) {
        Slot slot;
        synchronized (this) {
            slot = slot(scope);
        }
        slot.tellLogLevel(upstream, deadlines().request());
    }

    CompletableFuture<ObjectNode> initialized(Attachment attachment) {
        synchronized (this) {
            Upstream ready = slot(attachment.scope()).ready();
            ObjectNode known =
                    ready == null ? slots.handshake(slot(attachment.scope()).capabilities()) : ready.initialized();
            if (known != null) {
                return CompletableFuture.completedFuture(known);
            }
        }
        return connection(attachment).thenApply(Upstream::initialized);
    }

    CompletableFuture<Era> era(Attachment attachment) {
        synchronized (this) {
            Era known = verdict.era();
            if (known != null) {
                return CompletableFuture.completedFuture(known);
            }
        }
        return connection(attachment).thenApply(Upstream::era);
    }

    CompletableFuture<Listed> list(Attachment attachment, ListKind kind) {
        CompletableFuture<Listed> list = new CompletableFuture<>();
        Deadlines deadlines = deadlines();
        long now = System.nanoTime();
        Slot slot;
        synchronized (this) {
            slot = slot(attachment.scope());
            CompletableFuture<Listed> known = slot.list(kind, now, deadlines.lists());
            if (known != null) {
                return known.copy();
            }
            slot.lists().put(kind, list, now);
        }
        Supplier<CompletableFuture<Listed>> read = () -> connection(attachment)
                .thenCompose(upstream -> Discovery.list(upstream, label, kind, deadlines.discovery()));
        read.get()
                .exceptionallyCompose(
                        failure -> Failures.isOfTurn(failure) ? read.get() : CompletableFuture.failedFuture(failure))
                .whenComplete((items, failure) -> {
                    if (failure != null) {
                        list.completeExceptionally(Failures.cause(failure));
                    } else {
                        listed(slot, kind, list, now, items.size());
                        list.complete(items);
                    }
                });
        return list.copy();
    }

    private synchronized void listed(Slot slot, ListKind kind, CompletableFuture<Listed> list, long since, int count) {
        if (slot.lists().has(kind, list)) {
            slot.offered().put(kind, list, since);
        }
        if (kind == ListKind.TOOLS) {
            history.listed(count);
        }
    }

    /** A start has led to {@code upstream}, which is past the handshake. */
    void ready(Slot slot, CompletableFuture<Upstream> connection, Upstream upstream) {
        boolean isWanted;
        synchronized (this) {
            verdict.decided(connection);
            isWanted = isCurrent(slot, connection) && isOfUse(slot, upstream.era());
            if (isWanted) {
                starts.succeeded();
                cannotBeLaunched = false;
                slots.shookHands(slot.capabilities(), upstream.initialized());
                history.ready(upstream, slot.readyAt() != 0);
                slot.readyAt(System.nanoTime());
            }
        }
        if (isWanted) {
            slot.tellInterests(upstream, deadlines().request());
            connection.complete(upstream);
            if (upstream.ended().isDone()) {
                // It was noted of no child in use then.
                ended(slot, connection, upstream, upstream.ended().join());
            }
        } else {
            upstream.stop();
            connection.completeExceptionally(
                    new UpstreamException(Reason.ENDED, label + " was replaced while it was starting"));
        }
    }

    /**
     * Notes the era that the server is of, which may decide who shares its child; the place of the first becomes that of all then.
     * Whether the child can be used: not one that was made for all and turns out to be for one alone.
     */
    private boolean isOfUse(Slot slot, Era found) {
        Sharing before = sharing();
        verdict.found(found);
        if (sharing() == before) {
            return true;
        }
        if (sharing() == Sharing.SHARED) {
            slots.share(slot);
            return true;
        }
        List<Attachment> all = slots.attachments();
        slots.clear();
        all.forEach(attachment -> slot(attachment.scope()).attachments().add(attachment));
        return false;
    }

    /** Whether the outcome of a start is still wanted. */
    synchronized boolean isWanted(Slot slot, CompletableFuture<Upstream> connection) {
        return isCurrent(slot, connection);
    }

    /** A start has failed. */
    void notStarted(Slot slot, CompletableFuture<Upstream> connection, UpstreamException failure) {
        synchronized (this) {
            verdict.decided(connection);
            if (isCurrent(slot, connection)) {
                slot.connection(null);
                verdict.doubt();
                starts.failed(System.nanoTime());
                cannotBeLaunched = failure.reason() == Reason.NOT_STARTED;
                history.failed(String.valueOf(failure.getMessage()));
                history.state(state());
            }
        }
        connection.completeExceptionally(failure);
    }

    /** A server speaks another era than when it was connected to: it is connected to anew by who needs it next. */
    void turned(Slot slot, CompletableFuture<Upstream> connection) {
        synchronized (this) {
            if (!isCurrent(slot, connection)) {
                return;
            }
            verdict.doubt();
            slots.drain(slot);
            history.state(state());
        }
        slot.attachments().forEach(SupervisedServer::tellOfChange);
    }

    /** A child works no more. */
    synchronized void ended(Slot slot, CompletableFuture<Upstream> connection, Upstream upstream, String why) {
        history.ended(upstream.recentErrors());
        slots.ended(upstream);
        if (isCurrent(slot, connection) && slot.ready() == upstream) {
            long now = System.nanoTime();
            if (now - slot.readyAt() >= STABLE_NANOS) {
                slot.crashes().succeeded();
            } else {
                slot.crashes().failed(now);
            }
            slot.disconnect();
            history.failed(label + " " + why);
            history.state(state());
        }
    }

    /** Nothing is left of a child. */
    void gone() {
        synchronized (this) {
            children--;
        }
        with.total().decrementAndGet();
    }

    /** From now on the server is {@code changed}; null when the configuration has it no more. */
    void redefine(@Nullable McpServer changed) {
        List<Attachment> told = new ArrayList<>();
        synchronized (this) {
            McpServer old = definition;
            definition = changed;
            if (old != null && changed != null && isSameProcess(old, changed)) {
                if (!old.tools().equals(changed.tools())) {
                    told.addAll(slots.attachments());
                }
            } else if (old != null || changed != null) {
                told.addAll(slots.attachments());
                slots.clear();
                verdict.forget();
                forgetFailures();
                history.begin();
                told.forEach(
                        attachment -> slot(attachment.scope()).attachments().add(attachment));
            }
            history.state(state());
        }
        told.forEach(SupervisedServer::tellOfChange);
    }

    /** Ends all children at once and forgets failures; who needs the server starts it again. */
    void restart() {
        List<Upstream> stopped;
        List<Attachment> told;
        synchronized (this) {
            stopped = slots.takeAll();
            verdict.nothingDecides();
            told = slots.attachments();
            forgetFailures();
            history.state(state());
        }
        stopped.forEach(Upstream::stop);
        told.forEach(SupervisedServer::tellOfChange);
    }

    /** Ends all connections and children; the gateway is stopping. */
    void close() {
        List<Upstream> stopped;
        synchronized (this) {
            stopped = slots.takeAll();
        }
        stopped.forEach(Upstream::stop);
    }

    /** Stops what is needed no more; called about once a second. */
    void tick() {
        List<Upstream> stopped;
        synchronized (this) {
            Deadlines deadlines = deadlines();
            stopped = slots.takeUnneeded(System.nanoTime(), deadlines.idle(), deadlines.toolCall());
            history.state(state());
        }
        stopped.forEach(Upstream::stop);
    }

    synchronized UpstreamStatus status() {
        history.state(state());
        return StatusReport.of(history, slots.ready().findFirst().orElse(null));
    }

    /** Whether there is no reason to remember it. */
    synchronized boolean isForgettable() {
        return definition == null && children == 0 && slots.attachments().isEmpty();
    }

    private Slot slot(Scope scope) {
        return slots.of(scope, sharing());
    }

    /**
     * One user's two chats must not mix, unless an administrator knows that the server keeps nothing between calls, or it is of the
     * modern era, where no server may.
     */
    private Sharing sharing() {
        McpServer present = definition;
        if (present != null && present.sharing() != null) {
            return present.sharing();
        }
        return verdict.era() == Era.MODERN || isRemote(present) ? Sharing.SHARED : Sharing.PER_SESSION;
    }

    private static boolean isRemote(@Nullable McpServer server) {
        return server != null && server.transport() instanceof Remote;
    }

    /** Whether it is not known yet who shares a child: then one start after the other, until one has told. */
    private boolean isSharingOpen() {
        return verdict.era() == null && (definition == null || definition.sharing() == null) && !isRemote(definition);
    }

    /** What those who hold the place of a connection want to hear is asked for again, and what they know may have changed. */
    void renewed(Slot slot, Upstream upstream) {
        slot.tellInterests(upstream, deadlines().request());
        slot.attachments().forEach(SupervisedServer::tellOfChange);
    }

    private static boolean isSameProcess(McpServer one, McpServer other) {
        return one.transport().equals(other.transport()) && one.sharing() == other.sharing();
    }

    @SuppressWarnings("ReferenceEquality") // it is about this very attempt and no later one
    private static boolean isCurrent(Slot slot, CompletableFuture<Upstream> connection) {
        return slot.connection() == connection;
    }

    private void forgetFailures() {
        starts.succeeded();
        slots.forgetCrashes();
        cannotBeLaunched = false;
    }

    private State state() {
        if (slots.ready().findAny().isPresent()) {
            return State.READY;
        } else if (slots.isStarting()) {
            return State.STARTING;
        } else if (cannotBeLaunched || starts.hasFailedOften() || slots.anyCrashes(Backoff::hasFailedOften)) {
            return State.FAILED;
        }
        return starts.hasFailed() || slots.anyCrashes(Backoff::hasFailed) ? State.BACKOFF : State.STOPPED;
    }

    private static void tellOfChange(Attachment attachment) {
        for (String list : List.of("tools", "resources", "prompts")) {
            attachment.listener().notification(JsonRpc.notification("notifications/" + list + "/list_changed", null));
        }
    }
}
