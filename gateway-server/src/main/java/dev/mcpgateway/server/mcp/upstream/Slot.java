package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The place of one child of a server: for all clients, for one key or for one session. Hears what the child sends and hands it to
 * those who hold the place. Its fields are guarded by the server's lock.
 */
final class Slot implements UpstreamListener {
    private static final long OPERATOR_NANOS = Duration.ofMinutes(1).toNanos();

    private String place;
    private ObjectNode capabilities;
    private final Backoff crashes;
    private final Set<Attachment> attachments = ConcurrentHashMap.newKeySet();
    /** Whose keys have called the child here, two at most: more make no difference. */
    private final Set<String> callers = ConcurrentHashMap.newKeySet();

    private final KeptLists lists = new KeptLists();
    private KeptLists offered;

    private volatile @Nullable CompletableFuture<Upstream> connection;
    private long readyAt;
    private long usedAt;

    /** @param offered the lists of the server beyond this child's life, which a change here makes stale too */
    Slot(String place, ObjectNode capabilities, Backoff crashes, KeptLists offered) {
        this.place = place;
        this.capabilities = capabilities;
        this.crashes = crashes;
        this.offered = offered;
    }

    String place() {
        return place;
    }

    ObjectNode capabilities() {
        return capabilities;
    }

    /** From now on it is the place of {@code scope}, with the lists that are {@code offered} there. */
    void move(String newPlace, ObjectNode newCapabilities, KeptLists newlyOffered) {
        place = newPlace;
        capabilities = newCapabilities;
        offered = newlyOffered;
    }

    Backoff crashes() {
        return crashes;
    }

    Set<Attachment> attachments() {
        return attachments;
    }

    /** A client of {@code scope} calls the child. */
    void calledBy(Scope scope) {
        if (callers.size() < 2) {
            callers.add(scope.key());
        }
    }

    KeptLists lists() {
        return lists;
    }

    KeptLists offered() {
        return offered;
    }

    /** The list that this child has given or is giving; while there is none, what another child has given. */
    @Nullable
    CompletableFuture<Listed> list(ListKind kind, long now, Duration longest) {
        CompletableFuture<Listed> own = lists.get(kind, now, longest);
        return own == null && ready() == null ? offered.get(kind, now, longest) : own;
    }

    @Nullable
    CompletableFuture<Upstream> connection() {
        return connection;
    }

    void connection(@Nullable CompletableFuture<Upstream> changed) {
        connection = changed;
    }

    /** The child where it is past the handshake, else null. */
    @Nullable
    Upstream ready() {
        CompletableFuture<Upstream> current = connection;
        return current != null && current.isDone() && !current.isCompletedExceptionally() ? current.join() : null;
    }

    /** Offers the child to nobody any more. */
    void disconnect() {
        connection = null;
        lists.clear();
        callers.clear();
    }

    private boolean isOfAll() {
        return place.equals(Scope.PLACE_OF_ALL);
    }

    boolean isOfOneSession() {
        return place.startsWith(Scope.SESSION);
    }

    /** Whether nobody holds it or has used it for as long as {@code patience}; a minute is enough for an administrator. */
    boolean isIdle(long now, Duration patience) {
        boolean isOperators = attachments.isEmpty() && place.equals(Scope.OPERATORS_PLACE);
        long longest = isOperators ? Math.min(patience.toNanos(), OPERATOR_NANOS) : patience.toNanos();
        return attachments.isEmpty() && now - usedAt > longest;
    }

    boolean isUnused(long now) {
        return attachments.isEmpty() && connection == null && crashes.nanosLeft(now) <= 0;
    }

    long readyAt() {
        return readyAt;
    }

    void readyAt(long now) {
        readyAt = now;
        usedAt = now;
    }

    long usedAt() {
        return usedAt;
    }

    void usedAt(long now) {
        usedAt = now;
    }

    @Override
    public void notification(ObjectNode message) {
        String method = JsonRpc.method(message);
        lists.changed(method);
        offered.changed(method);
        hearers(method, message).forEach(attachment -> attachment.listener().notification(message));
    }

    private List<Attachment> hearers(String method, ObjectNode message) {
        if (method.endsWith("/list_changed")) {
            return List.copyOf(attachments);
        } else if (method.equals("notifications/resources/updated")) {
            String uri = message.path("params").path("uri").asText();
            return attachments.stream()
                    .filter(attachment -> attachment.interests().includesUpdateOf(uri))
                    .toList();
        }
        List<Attachment> meant = meant();
        boolean isHeard = meant.size() == 1
                && isOfNoOther(meant.get(0))
                && (!method.equals("notifications/message")
                        || meant.get(0).interests().includesLog(message));
        return isHeard ? meant : List.of();
    }

    /** It may be about a call that is over, and what one user's call made a server say is not for the eyes of another. */
    private boolean isOfNoOther(Attachment meant) {
        return !isOfAll() || callers.equals(Set.of(meant.scope().key()));
    }

    /** Who may be meant by what belongs to no call: those whose calls are under way, or all there are where those are one key's. */
    private List<Attachment> meant() {
        List<Attachment> calling =
                attachments.stream().filter(Attachment::hasCallsUnderWay).toList();
        return calling.isEmpty() && !isOfAll() ? List.copyOf(attachments) : calling;
    }

    /** Asks a new child for all that those who hold the place want to hear of. */
    void tellInterests(Upstream upstream, Duration deadline) {
        tellLogLevel(upstream, deadline);
        if (upstream.initialized()
                .path("capabilities")
                .path("resources")
                .path("subscribe")
                .asBoolean()) {
            attachments.stream()
                    .flatMap(attachment -> attachment.interests().resources().stream())
                    .distinct()
                    .forEach(uri -> upstream.call(
                            "resources/subscribe", JsonRpc.object().put("uri", uri), CallOptions.within(deadline)));
        }
    }

    /** Asks {@code upstream} for log messages from the lowest level on that any of those who hold the place wants. */
    void tellLogLevel(Upstream upstream, Duration deadline) {
        if (upstream.era() == Era.MODERN
                || !upstream.initialized().path("capabilities").has("logging")) {
            return;
        }
        attachments.stream()
                .map(attachment -> attachment.interests().level())
                .filter(Objects::nonNull)
                .min(Comparator.comparingInt(LogLevels.NAMES::indexOf))
                .ifPresent(level -> upstream.call(
                        "logging/setLevel", JsonRpc.object().put("level", level), CallOptions.within(deadline)));
    }

    @Override
    public void request(ServerRequest request) {
        // What belongs to a call that is over would be asked of whoever calls next.
        List<Attachment> asked = isOfAll() ? List.of() : meant();
        if (asked.size() == 1) {
            asked.get(0).listener().request(request);
        } else {
            request.refuse(
                    JsonRpc.METHOD_NOT_FOUND,
                    isOfAll() || !asked.isEmpty()
                            ? "Several clients share this server: none can be asked"
                            : "No client is connected");
        }
    }
}
