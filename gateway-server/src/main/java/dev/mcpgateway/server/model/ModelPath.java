package dev.mcpgateway.server.model;

import dev.mcpgateway.server.domain.Scope;
import dev.mcpgateway.server.domain.Scopes;
import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.Request;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a request below {@code /v1} is for.
 *
 * @param below the path as it was sent, without {@code /v1}; empty, or beginning with a slash
 * @param scope what opens it to a key that has scopes; null for what such a key does not get at
 */
record ModelPath(String below, @Nullable Scope scope) {
    static final String ROOT = "/v1";

    /** What a server behind the gateway might read as the end of a segment, or decode a second time. */
    private static final String AMBIGUOUS = "/\\%;?#";

    /** Of all that usage tells apart. */
    private static final Set<String> COUNTED =
            Set.of("/chat/completions", "/completions", "/contexts", "/embeddings", "/files", "/models", "/responses");

    static boolean serves(String rawPath) {
        return rawPath.equals(ROOT) || rawPath.startsWith(ROOT + "/");
    }

    /**
     * What {@code request} is for.
     *
     * @throws HttpException 400 where servers may read its path in more than one way
     */
    static ModelPath of(Request request, Method method) {
        List<String> segments = request.segments();
        List<String> names = segments.subList(1, segments.size());
        if (!named(names).allMatch(ModelPath::isPlain)) {
            throw HttpException.badRequest(
                    "path", "The path has an empty segment, one of dots alone, or an encoded separator");
        }
        return new ModelPath(request.rawPath().substring(ROOT.length()), scope(names, method));
    }

    /**
     * The names in a path: those of models may have slashes in them, {@code org/name}, and some clients encode these. A server that decodes
     * them is still below {@code /models} then.
     */
    private static Stream<String> named(List<String> segments) {
        boolean areModels = segments.size() > 1 && segments.get(0).equals("models");
        return areModels ? segments.stream().flatMap(name -> Stream.of(name.split("/", -1))) : segments.stream();
    }

    private static boolean isPlain(String name) {
        return !name.isEmpty()
                && !name.equals(".")
                && !name.equals("..")
                && name.chars().noneMatch(c -> Character.isISOControl(c) || AMBIGUOUS.indexOf(c) >= 0);
    }

    private static @Nullable Scope scope(List<String> names, Method method) {
        boolean isRead = method == Method.GET || method == Method.HEAD;
        return switch (names.isEmpty() ? "" : names.get(0)) {
            case "completions" -> names.size() == 1 && method == Method.POST ? Scope.COMPLETIONS_CREATE : null;
            case "chat" ->
                names.equals(List.of("chat", "completions")) && method == Method.POST ? Scope.CHATS_CREATE : null;
            case "models" -> isRead ? Scope.MODELS_READ : null;
            case "contexts" -> isRead ? Scope.CONTEXTS_READ : Scope.CONTEXTS_WRITE;
            case "files" -> isRead ? Scope.FILES_READ : Scope.FILES_WRITE;
            default -> null;
        };
    }

    boolean isOpenTo(Scopes scopes) {
        return scopes.isUnrestricted() || (scope != null && scopes.allows(scope));
    }

    /** What usage counts {@code request} under: one of a few, whatever was sent. */
    static String endpoint(Request request) {
        String method = request.method().map(Method::name).orElse("OTHER");
        String below = request.rawPath().substring(ROOT.length());
        return method + " " + ROOT
                + COUNTED.stream()
                        .filter(known -> below.equals(known) || below.startsWith(known + "/"))
                        .findFirst()
                        .orElse("");
    }
}
