package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.UserDeleted;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.ConflictException.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates, changes and removes users. */
public final class UserService {
    private final ChangeLog log;
    private final Timestamps timestamps;
    private final Ids ids;

    public UserService(ChangeLog log, Timestamps timestamps, Ids ids) {
        this.log = log;
        this.timestamps = timestamps;
        this.ids = ids;
    }

    public Committed<User> create(String rawEmail) {
        String email = Names.email("email", rawEmail);
        return log.commit(state -> {
            requireUnused(state, email, null);
            return saved(new User(ids.next(), email, timestamps.next(), null, 0, Attributes.EMPTY));
        });
    }

    public Committed<User> changeEmail(String user, String newEmail, Precondition precondition) {
        String email = Names.email("new_email", newEmail);
        return log.commit(state -> {
            User stored = state.user(user);
            precondition.require(() -> Versions.of(state, stored));
            if (stored.email().equals(email)) {
                return Outcome.unchanged(stored);
            }
            requireUnused(state, email, stored);
            return saved(stored.withEmail(email, timestamps.next()));
        });
    }

    /**
     * Removes a user.
     *
     * @param force whether live keys and memberships go too; without it either refuses
     */
    public void delete(String user, boolean force, Precondition precondition) {
        log.commit(state -> {
            User stored = state.user(user);
            precondition.require(() -> Versions.of(state, stored));
            if (!force) {
                requireUnbound(state, stored);
            }
            List<Change> changes = new ArrayList<>();
            state.keysOfUser(stored.id()).forEach(key -> changes.add(new KeyDeleted(key.id())));
            changes.add(new UserDeleted(stored.id()));
            return new Outcome<>(changes, stored);
        });
    }

    private void requireUnbound(GatewayState state, User user) {
        int live = state.countLiveKeysOfUser(user.id(), timestamps.latest());
        if (live > 0) {
            throw new ConflictException(
                    Rule.USER_HAS_API_KEYS,
                    "User '" + user.email() + "' has " + live + (live == 1 ? " API key" : " API keys")
                            + ": delete them first, or pass force");
        }
        if (state.projectsOf(user.id()).findAny().isPresent()) {
            throw new ConflictException(
                    Rule.USER_IN_PROJECTS,
                    "User '" + user.email() + "' is a member of projects: remove the user there first, or pass force");
        }
    }

    private static void requireUnused(GatewayState state, String email, @Nullable User self) {
        state.userByEmail(email)
                .filter(other -> self == null || !other.id().equals(self.id()))
                .ifPresent(other -> {
                    throw new DuplicateException(Subject.USER, email);
                });
    }

    private static Outcome<User> saved(User user) {
        return Outcome.of(user, new UserSaved(user));
    }
}
