package dev.mcpgateway.server.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.server.domain.Change.ConfigSaved;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.MemberAdded;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.testing.VolatileChangeLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionsTest {
    private static final McpConfig CONFIG = new McpConfig(
            "config", "config", ConfigSettings.DEFAULT, List.of(), Instant.EPOCH, null, 0, Attributes.EMPTY);
    private static final Project PROJECT =
            new Project("project", "project", "config", false, Instant.EPOCH, null, 0, Attributes.EMPTY);
    private static final User USER = new User("user", "user@example.com", Instant.EPOCH, null, 0, Attributes.EMPTY);
    private static final GatewayState STATE = GatewayState.EMPTY
            .after(List.of(new ConfigSaved(CONFIG)), 1)
            .after(List.of(new ProjectSaved(PROJECT)), 2)
            .after(List.of(new UserSaved(USER), new MemberAdded("project", "user")), 3)
            .after(List.of(new KeySaved(SampleKeys.key("key_1", ApiKey.Lifecycle.NEW))), 4);

    private static List<Long> versions(GatewayState state) {
        return List.of(
                state.versionOf(state.config("config")),
                Versions.of(state, state.project("project")),
                Versions.of(state, state.user("user")),
                Versions.of(state, state.keyById("key_1").orElseThrow()));
    }

    @Test
    void whatReplacesEverythingGivesAllOfItTheVersionOfTheCommit() {
        assertEquals(List.of(1L, 4L, 4L, 4L), versions(STATE));

        assertEquals(List.of(9L, 9L, 9L, 9L), versions(STATE.after(List.of(new StateReplaced(STATE)), 9)));
    }

    @Test
    void whatReplacesEverythingIsTakenAsItIsWithoutAWalkOverIt() {
        GatewayState replaced = GatewayState.EMPTY.after(List.of(new StateReplaced(STATE)), 9);

        assertSame(STATE.keys(), replaced.keys());
        assertSame(STATE.users(), replaced.users());
    }

    @Test
    void whatIsChangedAfterwardsHasAHigherVersionThanTheRest() {
        GatewayState replaced = STATE.after(List.of(new StateReplaced(STATE)), 9);

        GatewayState renamed = replaced.after(List.of(new ConfigSaved(CONFIG.renamed("other", Instant.EPOCH))), 10);

        assertEquals(10, renamed.versionOf(renamed.config("other")));
        assertEquals(9, renamed.versionOf(renamed.user("user")));
    }

    @Test
    void everyTagFromBeforeAReplacementIsRefused() {
        VolatileChangeLog log = new VolatileChangeLog(STATE);
        ConfigService service = new ConfigService(
                log, new Timestamps(Clock.systemUTC()), new Ids(new SecureRandom()), AllowedCommands.ANY);
        log.commit(state -> ChangeLog.Outcome.of("", new StateReplaced(STATE)));

        for (long old = 0; old <= 4; old++) {
            long tag = old;
            assertThrows(
                    PreconditionFailedException.class,
                    () -> service.rename("config", "other", version -> version == tag));
        }
        service.rename("config", "other", version -> version == 5);
    }

    @Test
    void aVersionThatNobodyAsksForIsNotWorkedOut() {
        Precondition.NONE.require(() -> {
            throw new AssertionError("it was");
        });
    }
}
