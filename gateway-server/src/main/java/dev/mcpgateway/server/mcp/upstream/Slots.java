package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.McpServer.Sharing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The places of a server's children, the children that were replaced and still finish their calls, and what is known of the server
 * beyond the life of a child. Guarded by the server's lock.
 */
final class Slots {
    /** So long after it is offered to nobody any more, all that was to be sent to a child has been. */
    private static final long SETTLING_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long IDLE_ENOUGH_NANOS = Duration.ofMinutes(1).toNanos();

    private final RandomGenerator random;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final List<Draining> draining = new ArrayList<>();
    /** What a server offers may depend on what its client can do. */
    private final Map<ObjectNode, KeptLists> offered = new Recent<>();

    private final Map<ObjectNode, ObjectNode> handshakes = new Recent<>();

    private record Draining(Upstream upstream, long since) {}

    Slots(RandomGenerator random) {
        this.random = random;
    }

    /** The place of {@code scope}, made where there is none. */
    Slot of(Scope scope, Sharing sharing) {
        return slots.computeIfAbsent(scope.place(sharing), place -> {
            ObjectNode capabilities = scope.declared(sharing);
            return new Slot(
                    place,
                    capabilities,
                    new Backoff(random),
                    offered.computeIfAbsent(capabilities, key -> new KeptLists()));
        });
    }

    /** What a server answered to the handshake with a client of these capabilities, at some time; null where it never did. */
    @Nullable
    ObjectNode handshake(ObjectNode capabilities) {
        return handshakes.get(capabilities);
    }

    void shookHands(ObjectNode capabilities, ObjectNode initialized) {
        handshakes.put(capabilities, initialized);
    }

    /** Makes {@code winner}, the place of one client so far, the place of all. */
    void share(Slot winner) {
        for (Slot slot : List.copyOf(slots.values())) {
            if (!slot.place().equals(winner.place())) {
                winner.attachments().addAll(slot.attachments());
                drain(slot);
            }
        }
        ObjectNode none = JsonRpc.object();
        slots.clear();
        winner.move(Scope.PLACE_OF_ALL, none, offered.computeIfAbsent(none, key -> new KeptLists()));
        slots.put(winner.place(), winner);
    }

    void remove(Slot slot) {
        drain(slot);
        slots.remove(slot.place());
    }

    /** Offers the child of {@code slot} to nobody any more, and lets it finish what it works on. */
    void drain(Slot slot) {
        Upstream ready = slot.ready();
        if (ready != null) {
            draining.add(new Draining(ready, System.nanoTime()));
        }
        slot.disconnect();
    }

    /** Ends the child that was idle for the longest time, if that is a while; who holds its place gets another with the next call. */
    void drainIdlest(long now) {
        slots.values().stream()
                .filter(slot -> slot.ready() != null && now - slot.usedAt() > IDLE_ENOUGH_NANOS)
                .filter(slot -> Objects.requireNonNull(slot.ready()).callsUnderWay() == 0)
                .min(Comparator.comparingLong(slot -> slot.usedAt() - now))
                .ifPresent(this::drain);
    }

    /** Drains all and forgets everything. */
    void clear() {
        slots.values().forEach(this::drain);
        slots.clear();
        offered.clear();
        handshakes.clear();
    }

    /** Takes all children out of use and gives them to be stopped. */
    List<Upstream> takeAll() {
        List<Upstream> taken =
                new ArrayList<>(draining.stream().map(Draining::upstream).toList());
        ready().forEach(taken::add);
        slots.values().forEach(Slot::disconnect);
        offered.values().forEach(KeptLists::clear);
        handshakes.clear();
        return taken;
    }

    /**
     * Forgets places that nobody needs, and gives children to be stopped: those that were idle for long and those that have been
     * replaced, once their calls are done or have taken too long.
     */
    List<Upstream> takeUnneeded(long now, Duration idle, Duration longestCall) {
        for (Slot slot : slots.values()) {
            Upstream ready = slot.ready();
            if (ready != null && ready.callsUnderWay() > 0) {
                slot.usedAt(now);
            }
            if (ready != null && slot.isIdle(now, idle)) {
                drain(slot);
            }
        }
        slots.values().removeIf(slot -> slot.isUnused(now));
        List<Upstream> taken = new ArrayList<>();
        for (Draining entry : draining) {
            long age = now - entry.since();
            boolean isDone = age > SETTLING_NANOS && entry.upstream().callsUnderWay() == 0;
            if (isDone || age > longestCall.toNanos() + SETTLING_NANOS) {
                taken.add(entry.upstream());
            }
        }
        return taken;
    }

    void ended(Upstream upstream) {
        draining.removeIf(entry -> entry.upstream() == upstream);
    }

    void forgetCrashes() {
        slots.values().forEach(slot -> slot.crashes().succeeded());
    }

    /** Whether {@code test} holds for the crashes of one of them. */
    boolean anyCrashes(Predicate<Backoff> test) {
        return slots.values().stream().map(Slot::crashes).anyMatch(test);
    }

    /** The children that are past the handshake. */
    Stream<Upstream> ready() {
        return slots.values().stream().map(Slot::ready).filter(Objects::nonNull);
    }

    boolean isStarting() {
        return slots.values().stream().anyMatch(slot -> slot.connection() != null && slot.ready() == null);
    }

    List<Attachment> attachments() {
        List<Attachment> all = new ArrayList<>();
        slots.values().forEach(slot -> all.addAll(slot.attachments()));
        return all;
    }
}
