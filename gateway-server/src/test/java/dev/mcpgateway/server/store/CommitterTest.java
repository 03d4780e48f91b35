package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.User;
import dev.mcpgateway.server.store.EditVerdict.Accepted;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitterTest {
    private static final FileVersion WRITTEN = new FileVersion(0, "written");

    private final SimulatedDisk disk = new SimulatedDisk();
    private StoreLocation location;
    private Committer committer;

    @BeforeEach
    void begin() throws Exception {
        location = StoreLocation.of(Path.of("/simulated/config.json"));
        committer = new Committer(
                Journal.create(disk, location, WRITTEN),
                new ChangeCodec(),
                GatewayState.EMPTY,
                StoreOptions.forServer(),
                () -> 0);
    }

    @AfterEach
    void end() throws Exception {
        committer.stop();
    }

    @Test
    void anEditThatCannotBeStoredIsNotKnownAfterTheNextCommit() throws Exception {
        committer.start(new Deaf());
        GatewayState unwritable = Samples.state(new UserSaved(
                new User("user-1", "a@b.example", Samples.TIME, null, 0, Attributes.EMPTY.with("x", 1.5f))));

        assertThrows(
                RuntimeException.class,
                () -> committer.adopt(
                        (known, present) -> new Accepted(unwritable, new FileVersion(1, "edited"), List.of())));
        committer.commit(state -> Outcome.of("", new UserSaved(Samples.user(1))));

        assertEquals(List.of(WRITTEN), JournalScan.of(disk, location.journal()).files());
    }

    @Test
    void commitsGoOnAfterThereWasNoMemoryNotEvenToSayThatThereIsNone() {
        AtomicInteger failures = new AtomicInteger(2);
        committer.start(new Deaf() {
            @Override
            public void committed() {
                failOnce();
            }

            @Override
            public void failed() {
                failOnce();
            }

            private void failOnce() {
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new OutOfMemoryError("planted");
                }
            }
        });
        committer.commit(state -> Outcome.of("", new UserSaved(Samples.user(1))));

        GatewayState after = committer
                .commit(state -> Outcome.of("", new UserSaved(Samples.user(2))))
                .state();

        assertEquals(0, failures.get());
        assertEquals(2, after.users().size());
    }

    private static class Deaf implements Committer.Listener {
        @Override
        public void committed() {
            // nobody is told
        }

        @Override
        public void replaced(GatewayState before) {
            // nobody is told
        }

        @Override
        public void failed() {
            // nobody is told
        }
    }
}
