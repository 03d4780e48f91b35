package dev.mcpgateway.server.domain;

import java.util.stream.Stream;

/**
 * The version of what an answer shows: the highest commit number among everything shown in it. A change of any part has a
 * higher number than all before it, and what takes a part away gives the whole a new number.
 */
public final class Versions {
    private Versions() {}

    public static long of(GatewayState state, Project project) {
        return highest(
                state,
                Stream.concat(
                        Stream.concat(Stream.of(project), state.configById(project.configId()).stream()),
                        state.membersOf(project.id())));
    }

    public static long of(GatewayState state, User user) {
        // A key that ended with a membership still shows the name of its project.
        Stream<Entity> keys = state.keysOfUser(user.id())
                .flatMap(key -> Stream.concat(Stream.of(key), state.projectById(key.projectId()).stream()));
        return highest(state, Stream.concat(Stream.of(user), Stream.concat(state.projectsOf(user.id()), keys)));
    }

    public static long of(GatewayState state, ApiKey key) {
        return highest(
                state,
                Stream.concat(
                        Stream.concat(Stream.of(key), state.userById(key.userId()).stream()),
                        state.projectById(key.projectId()).stream()
                                .flatMap(project -> Stream.concat(
                                        Stream.of(project), state.configById(project.configId()).stream()))));
    }

    private static long highest(GatewayState state, Stream<? extends Entity> shown) {
        return shown.mapToLong(state::versionOf).max().orElseThrow();
    }
}
