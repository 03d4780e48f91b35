package dev.mcpgateway.server.domain;

import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The version of what an answer shows: the highest commit number among everything shown in it. A change of any part has a
 * higher number than all before it, and what takes a part away gives the whole a new number.
 */
public final class Versions {
    private Versions() {}

    public static long of(GatewayState state, Project project) {
        return max(
                project.version(),
                state.configById(project.configId()).map(McpConfig::version).orElse(0L),
                state.membersOf(project.id()));
    }

    public static long of(GatewayState state, User user) {
        // A key that ended with a membership still shows the name of its project.
        return max(
                user.version(),
                0,
                Stream.concat(
                        state.projectsOf(user.id()),
                        state.keysOfUser(user.id())
                                .flatMap(key ->
                                        Stream.concat(Stream.of(key), state.projectById(key.projectId()).stream()))));
    }

    public static long of(GatewayState state, ApiKey key) {
        long owner = state.userById(key.userId()).map(User::version).orElse(0L);
        return max(
                key.version(),
                owner,
                state.projectById(key.projectId()).stream()
                        .flatMap(project ->
                                Stream.concat(Stream.of(project), state.configById(project.configId()).stream())));
    }

    private static long max(long own, long other, Stream<? extends Entity> parts) {
        return LongStream.concat(LongStream.of(own, other), parts.mapToLong(Entity::version))
                .max()
                .orElse(own);
    }
}
