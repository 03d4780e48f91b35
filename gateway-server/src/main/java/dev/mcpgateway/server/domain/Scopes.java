package dev.mcpgateway.server.domain;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a key is allowed (contract: api-keys.md, "Scopes"): everything that its project has, or what its scopes name, and nothing
 * then by default.
 *
 * <p>Beside the names of {@link Scope} there are {@code tools:call:<server>} and {@code tools:call:<server>/<tool>}, the names in
 * them percent-encoded.
 */
public final class Scopes {
    /** Of a key that may do all that its project may. */
    public static final Scopes UNRESTRICTED = new Scopes(null, Set.of(), Set.of(), Map.of());

    private static final String ONE_SERVER = Scope.TOOLS_CALL.wireName() + ":";
    private static final int MAX_SCOPES = 100;
    private static final int MAX_LENGTH = 512;

    /** What a decoder puts in the place of bytes that are no UTF-8. */
    private static final char NO_CHARACTER = '\uFFFD';

    private final @Nullable List<String> names;
    private final Set<Scope> whole;
    private final Set<String> servers;
    private final Map<String, Set<String>> tools;

    private Scopes(
            @Nullable List<String> names, Set<Scope> whole, Set<String> servers, Map<String, Set<String>> tools) {
        this.names = names;
        this.whole = whole;
        this.servers = servers;
        this.tools = tools;
    }

    /**
     * The scopes that a request or a file names; null for {@link #UNRESTRICTED}. One that is named twice counts once.
     *
     * @throws InvalidFieldException naming each entry of {@code field} that is none, and those there are
     */
    public static Scopes of(String field, @Nullable List<String> names) {
        if (names == null) {
            return UNRESTRICTED;
        }
        if (names.isEmpty() || names.size() > MAX_SCOPES) {
            throw new InvalidFieldException(
                    field,
                    "must have 1 to " + MAX_SCOPES
                            + " scopes; null, or no such field, allows all that the project has");
        }
        Set<Scope> whole = EnumSet.noneOf(Scope.class);
        Set<String> servers = new HashSet<>();
        Map<String, Set<String>> tools = new HashMap<>();
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Scope scope = Scope.named(name);
            if (scope != null) {
                whole.add(scope);
            } else if (!isAdded(name, servers, tools)) {
                problems.add(new FieldProblem(field + "[" + i + "]", unknown(name)));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
        return new Scopes(List.copyOf(new LinkedHashSet<>(names)), whole, servers, tools);
    }

    private static boolean isAdded(String name, Set<String> servers, Map<String, Set<String>> tools) {
        if (!name.startsWith(ONE_SERVER) || name.length() > MAX_LENGTH) {
            return false;
        }
        String rest = name.substring(ONE_SERVER.length());
        int slash = rest.indexOf('/');
        String server = decoded(slash < 0 ? rest : rest.substring(0, slash));
        String tool = slash < 0 ? null : decoded(rest.substring(slash + 1));
        if (server == null || (slash >= 0 && tool == null)) {
            return false;
        }
        if (tool == null) {
            servers.add(server);
        } else {
            tools.computeIfAbsent(server, first -> new HashSet<>()).add(tool);
        }
        return true;
    }

    /** The name that is percent-encoded in {@code text}; null where it is none. */
    private static @Nullable String decoded(String text) {
        if (text.isEmpty() || text.indexOf('/') >= 0) {
            return null;
        }
        try {
            // A plus stands for itself: this is no form.
            String name = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
            return name.indexOf(NO_CHARACTER) < 0 ? name : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static String unknown(String name) {
        return (name.length() > MAX_LENGTH ? "is longer than " + MAX_LENGTH + " characters" : "is no scope")
                + "; those there are: " + String.join(", ", Scope.wireNames())
                + ", tools:call:<server> and tools:call:<server>/<tool> (names percent-encoded)";
    }

    public boolean isUnrestricted() {
        return names == null;
    }

    /** As they were given; null where nothing is restricted. */
    public @Nullable List<String> names() {
        return names;
    }

    /** Whether all that {@code scope} stands for is allowed. */
    public boolean allows(Scope scope) {
        return names == null || whole.contains(scope);
    }

    /** Whether {@code tool} of {@code server}, both as the server itself and the configuration call them, may be called. */
    public boolean allowsCall(String server, String tool) {
        return allows(Scope.TOOLS_CALL)
                || servers.contains(server)
                || tools.getOrDefault(server, Set.of()).contains(tool);
    }

    /** Whether a tool of {@code server} may be called that {@code isMeant}, as far as that can be said without knowing its tools. */
    public boolean mayAllowCall(String server, Predicate<String> isMeant) {
        return allows(Scope.TOOLS_CALL)
                || servers.contains(server)
                || tools.getOrDefault(server, Set.of()).stream().anyMatch(isMeant);
    }

    /** Whether any tool may be called at all. */
    public boolean allowsCalls() {
        return allows(Scope.TOOLS_CALL) || !servers.isEmpty() || !tools.isEmpty();
    }

    /** Whether {@code tools/list} is open; it shows what {@link #lists} lets through. */
    public boolean allowsList() {
        return allows(Scope.TOOLS_LIST) || allowsCalls();
    }

    /** Whether {@code tools/list} shows the tool: those that may be called, or all of them to a key that may call none. */
    public boolean lists(String server, String tool) {
        return allowsCalls() ? allowsCall(server, tool) : allows(Scope.TOOLS_LIST);
    }

    /** Whether {@link #lists} may let a tool of {@code server} through. */
    public boolean listsAnyOf(String server) {
        return allowsCalls()
                ? allows(Scope.TOOLS_CALL) || servers.contains(server) || tools.containsKey(server)
                : allows(Scope.TOOLS_LIST);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Scopes that && (names == null ? that.names == null : names.equals(that.names));
    }

    @Override
    public int hashCode() {
        return names == null ? 0 : names.hashCode();
    }

    @Override
    public String toString() {
        return names == null ? "unrestricted" : names.toString();
    }
}
