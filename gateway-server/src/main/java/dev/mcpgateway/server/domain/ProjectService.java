package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.MemberAdded;
import dev.mcpgateway.server.domain.Change.MemberRemoved;
import dev.mcpgateway.server.domain.Change.ProjectDeleted;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.ConflictException.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Creates, changes and removes projects, gives them their configuration and their members. */
public final class ProjectService {
    private final ChangeLog log;
    private final Timestamps timestamps;
    private final Ids ids;

    public ProjectService(ChangeLog log, Timestamps timestamps, Ids ids) {
        this.log = log;
        this.timestamps = timestamps;
        this.ids = ids;
    }

    /** How many members left, and how many of their live keys ended with that. */
    public record Removed(int members, int revokedKeys) {}

    public Committed<Project> create(String rawName) {
        String name = Names.name("project_name", rawName);
        return log.commit(state -> {
            requireUnused(state, name);
            return saved(new Project(ids.next(), name, null, false, timestamps.next(), null, 0, Attributes.EMPTY));
        });
    }

    public Committed<Project> update(
            String project, Field<String> rawName, Field<Boolean> singleKey, Precondition precondition) {
        Field<String> name = rawName.map(given -> Names.name("project_name", given));
        return log.commit(state -> {
            Project stored = state.project(project);
            precondition.require(() -> Versions.of(state, stored));
            Project changed = stored;
            if (name.value() != null && !name.value().equals(stored.name())) {
                requireUnused(state, name.value());
                changed = changed.renamed(name.value(), timestamps.next());
            }
            boolean single = singleKey.isGiven() && Boolean.TRUE.equals(singleKey.value());
            if (singleKey.isGiven() && single != stored.singleKey()) {
                changed = changed.withSingleKey(single, timestamps.next());
            }
            return changed.equals(stored) ? Outcome.unchanged(stored) : saved(changed);
        });
    }

    public void delete(String project, Precondition precondition) {
        log.commit(state -> {
            Project stored = state.project(project);
            precondition.require(() -> Versions.of(state, stored));
            int live = state.countLiveKeysOfProject(stored.id(), timestamps.latest());
            if (live > 0) {
                throw new ConflictException(
                        Rule.PROJECT_HAS_API_KEYS,
                        "Project '" + stored.name() + "' has " + live + (live == 1 ? " API key" : " API keys")
                                + ": delete or revoke them first");
            }
            List<Change> changes = new ArrayList<>();
            state.keysOfProject(stored.id()).forEach(key -> changes.add(new KeyDeleted(key.id())));
            changes.add(new ProjectDeleted(stored.id()));
            return new Outcome<>(changes, stored);
        });
    }

    public Committed<Project> assignConfig(String project, String config) {
        return log.commit(state -> {
            Project stored = state.project(project);
            McpConfig assigned = state.config(config);
            return assigned.id().equals(stored.configId())
                    ? Outcome.unchanged(stored)
                    : saved(stored.withConfig(assigned.id(), timestamps.next()));
        });
    }

    public Committed<Project> unassignConfig(String project) {
        return log.commit(state -> {
            Project stored = state.project(project);
            if (stored.configId() == null) {
                throw new ConflictException(
                        Rule.NO_CONFIG_ASSIGNED, "Project '" + stored.name() + "' has no configuration assigned");
            }
            return saved(stored.withConfig(null, timestamps.next()));
        });
    }

    /** Makes the user a member; a member stays one. */
    public Committed<User> addUser(String project, String user) {
        return log.commit(state -> {
            Project stored = state.project(project);
            User member = state.user(user);
            return state.isMember(stored, member)
                    ? Outcome.unchanged(member)
                    : Outcome.of(member, new MemberAdded(stored.id(), member.id()));
        });
    }

    /** Ends a membership and the user's keys to the project. */
    public Removed removeUser(String project, String user, Precondition precondition) {
        return log.<Removed>commit(state -> {
                    Project stored = state.project(project);
                    User member = state.user(user);
                    precondition.require(() -> Versions.of(state, stored));
                    if (!state.isMember(stored, member)) {
                        throw notAMember(stored, member);
                    }
                    return removal(
                            stored,
                            List.of(member),
                            state.keysOfUser(member.id())
                                    .filter(key -> key.projectId().equals(stored.id())));
                })
                .result();
    }

    public Removed removeAllUsers(String project, Precondition precondition) {
        return log.<Removed>commit(state -> {
                    Project stored = state.project(project);
                    precondition.require(() -> Versions.of(state, stored));
                    return removal(stored, state.membersOf(stored.id()).toList(), state.keysOfProject(stored.id()));
                })
                .result();
    }

    static ConflictException notAMember(Project project, User user) {
        return new ConflictException(
                Rule.USER_NOT_IN_PROJECT,
                "User '" + user.email() + "' is not a member of project '" + project.name() + "'");
    }

    private Outcome<Removed> removal(Project project, List<User> members, Stream<ApiKey> keys) {
        Instant now = timestamps.next();
        List<Change> changes = new ArrayList<>();
        int ended = 0;
        for (ApiKey key : keys.filter(key -> !key.isRevoked()).toList()) {
            ended += key.isExpired(now) ? 0 : 1;
            changes.add(new KeySaved(key.withLifecycle(key.lifecycle().revoked(now), now)));
        }
        members.forEach(member -> changes.add(new MemberRemoved(project.id(), member.id())));
        return new Outcome<>(changes, new Removed(members.size(), ended));
    }

    private static Outcome<Project> saved(Project project) {
        return Outcome.of(project, new ProjectSaved(project));
    }

    private static void requireUnused(GatewayState state, String name) {
        if (state.hasProjectNamed(name)) {
            throw new DuplicateException(Subject.PROJECT, name);
        }
    }
}
