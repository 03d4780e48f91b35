package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.MemberAdded;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configuration file is edited by hand, while the gateway is stopped and while it runs. */
class EditTest {
    private static final GatewayState EDITED =
            Samples.state(new UserSaved(Samples.user(50)), new ProjectSaved(Samples.project(50)));

    private World world;

    @BeforeEach
    void openWorld() throws Exception {
        world = new World();
        world.open();
        world.commit(new UserSaved(Samples.user(1)));
        world.writeFile();
        world.commit(new UserSaved(Samples.user(2)));
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    /** Has the gateway see the edit: by a start, or by a look at the file. */
    private void look(boolean running) throws Exception {
        if (running) {
            world.lookUntilSettled();
        } else {
            world.abandon();
            world.open();
        }
    }

    private List<Path> named(String part) {
        return world.disk.files().stream()
                .filter(file -> file.toString().contains(part))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEditWithoutSeqReplacesAllAndTakesANumber(boolean running) throws Exception {
        world.edit(EDITED, null, EDITED);

        look(running);

        world.expectAcknowledged();
        assertEquals(3, world.log().state().seq());
        assertEquals(3, world.log().state().versionOf(world.log().state().user("user-50")));
        assertEquals(1, named(".gen-20261101T120000.123456Z-edit").size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEditOfTheLastFileGetsLaterCommitsOnTop(boolean running) throws Exception {
        world.edit(EDITED, 1L, EDITED.after(List.of(new UserSaved(Samples.user(2))), 2));

        look(running);

        world.expectAcknowledged();
        assertEquals(3, world.log().state().seq());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEditOfAnOlderFileIsRefusedAndKept(boolean running) throws Exception {
        world.edit(EDITED, 0L, world.log().state());
        byte[] edited = world.disk.content(world.location.file());

        look(running);

        world.expectAcknowledged();
        assertArrayEquals(edited, world.disk.content(named(".rejected-").get(0)));
        world.closeLog();
        world.open();
        world.expectAcknowledged();
        assertEquals(1, named(".rejected-").size(), "it is refused once");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEditThatLaterCommitsDoNotFitIsRefused(boolean running) throws Exception {
        world.commit(new ProjectSaved(Samples.project(1)));
        world.writeFile();
        world.commit(new KeySaved(Samples.key(1, 1, 1)));
        world.edit(
                Samples.state(new ProjectSaved(Samples.project(1))),
                3L,
                world.log().state());

        look(running);

        world.expectAcknowledged();
        assertEquals(1, named(".rejected-").size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEditOfWhatWasReplacedSinceIsRefused(boolean running) throws Exception {
        world.commit(new StateReplaced(Samples.fresh()));
        world.edit(EDITED, 1L, world.log().state());

        look(running);

        world.expectAcknowledged();
        assertEquals(1, named(".rejected-").size());
    }

    @Test
    void anEditThatDoesNotParseIsRefusedWhileItRuns() throws Exception {
        world.disk.edit(world.location.file(), "{\"users\": {".getBytes(StandardCharsets.UTF_8));

        world.lookUntilSettled();

        world.expectAcknowledged();
        assertEquals(1, named(".rejected-").size());
        world.closeLog();
        world.open();
        world.expectAcknowledged();
    }

    @Test
    void anEditWithANumberThatNothingCanHoldIsRefusedWhileItRuns() throws Exception {
        world.disk.edit(world.location.file(), "{\"x\": 1e99999999999}".getBytes(StandardCharsets.UTF_8));

        world.lookUntilSettled();

        world.expectAcknowledged();
        assertEquals(1, named(".rejected-").size());
    }

    @Test
    void anEditIsNotWrittenOverBeforeItIsSeen() throws Exception {
        byte[] edited = World.document(EDITED, null);
        world.edit(EDITED, null, EDITED);

        world.writeFile();

        assertArrayEquals(edited, world.disk.content(world.location.file()));
        look(true);
        world.expectAcknowledged();
        world.closeLog();
        world.open();
        world.expectAcknowledged();
    }

    @Test
    void anEditThatIsThereAtTheEndIsTakenOverAtTheNextStart() throws Exception {
        world.edit(EDITED, null, EDITED);

        world.closeLog();

        assertArrayEquals(World.document(EDITED, null), world.disk.content(world.location.file()));
        world.open();
        world.expectAcknowledged();
    }

    @Test
    void aFileThatIsBeingWrittenIsNotJudged() throws Exception {
        byte[] edited = World.document(EDITED, null);
        for (int length = 1; length < edited.length; length += 7) {
            world.disk.edit(world.location.file(), Arrays.copyOf(edited, length));
            assertFalse(world.log().look());
            world.pass(Duration.ofMillis(700));
            assertFalse(world.log().look(), "half a file may still become a whole one");
        }
        world.edit(EDITED, null, EDITED);

        assertFalse(world.log().look());
        world.pass(Duration.ofMillis(500));
        assertTrue(world.log().look());

        world.expectAcknowledged();
        assertEquals(List.of(), named(".rejected-"));
    }

    @Test
    void aFileThatChangesWhileItIsReadIsReadAgain() throws Exception {
        world.disk.edit(world.location.file(), World.document(Samples.fresh(), null));
        assertFalse(world.log().look());
        world.pass(Duration.ofMillis(500));
        world.disk.afterNextRead(world.location.file(), () -> world.edit(EDITED, null, EDITED));

        assertFalse(world.log().look());

        look(true);
        world.expectAcknowledged();
        assertEquals(3, world.log().state().seq(), "the first of the two was never taken over");
    }

    @Test
    void anEditThatFollowsWhileOneIsRefusedIsNotWrittenOver() throws Exception {
        world.disk.edit(world.location.file(), World.document(EDITED, 0L));
        world.disk.afterNextRead(world.location.lastWritten(), () -> world.edit(EDITED, null, EDITED));

        look(true);

        world.expectAcknowledged();
    }

    @Test
    void aFileThatIsAwayForAMomentIsNotWrittenAgain() throws Exception {
        world.disk.remove(world.location.file());
        assertFalse(world.log().look());
        world.edit(EDITED, null, EDITED);

        look(true);

        world.expectAcknowledged();
        assertEquals(3, world.log().state().seq());
    }

    @Test
    void whatTheGatewayWritesItselfIsNoEdit() throws Exception {
        world.writeFile();
        assertTrue(world.log().look());
        world.commit(new UserSaved(Samples.user(3)));
        world.writeFile();
        world.pass(Duration.ofMinutes(1));

        assertTrue(world.log().look());

        assertEquals(3, world.log().state().seq());
        assertEquals(List.of(), named("-edit"));
    }

    @Test
    void aRefusedEditIsReplacedByTheLastGoodFileAtOnce() throws Exception {
        world.writeFile();
        byte[] good = world.disk.content(world.location.file());
        world.disk.edit(world.location.file(), "nonsense".getBytes(StandardCharsets.UTF_8));

        look(true);

        assertArrayEquals(good, world.disk.content(world.location.file()));
        look(false);
        world.expectAcknowledged();
    }

    @Test
    void aRefusedEditThatCannotBeReplacedIsKeptOnce() throws Exception {
        byte[] stale = World.document(EDITED, 0L);
        world.disk.edit(world.location.file(), stale);
        for (int attempt = 0; attempt < 3; attempt++) {
            world.pass(Duration.ofMillis(500));
            world.clock.advance(Duration.ofMillis(500));
            world.disk.beforeNextRename(() -> world.disk.failAll(true));
            try {
                world.log().look();
            } catch (IOException full) {
                world.disk.failAll(false);
            }
        }

        world.lookUntilSettled();

        assertEquals(1, named(".rejected-").size());
        assertArrayEquals(stale, world.disk.content(named(".rejected-").get(0)));
        world.expectAcknowledged();
    }

    @Test
    void aCopyThatCouldNotBeMadeLeavesNothingBehind() throws Exception {
        world.disk.edit(world.location.file(), World.document(EDITED, 0L));
        assertFalse(world.log().look());
        world.pass(Duration.ofMillis(500));
        List<Path> before = world.disk.files();
        for (int operation = 1; operation <= 3; operation++) {
            world.clock.advance(Duration.ofMillis(500));
            world.disk.plan(operation, SimulatedDisk.Fault.UNDONE);

            assertThrows(IOException.class, () -> world.log().look());

            assertEquals(before, world.disk.files());
        }
    }

    @Test
    void ofRefusedEditsTheNewestFiveAreKept() throws Exception {
        for (int i = 0; i < 8; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            world.disk.edit(world.location.file(), ("nonsense " + i).getBytes(StandardCharsets.UTF_8));
            look(true);
        }

        List<Path> kept = named(".rejected-");
        assertEquals(5, kept.size());
        assertEquals("nonsense 7", new String(world.disk.content(kept.get(4)), StandardCharsets.UTF_8));
    }

    @Test
    void aRefusedEditIsOneLineInTheLogWithNothingOfItsContent() throws Exception {
        List<LogRecord> logged = new ArrayList<>();
        Handler handler = new Collecting(logged);
        Logger logger = Logger.getLogger("dev.mcpgateway.server.store");
        logger.addHandler(handler);
        try {
            world.disk.edit(
                    world.location.file(),
                    "{\"admin_apikey\": \"planted-1\", \"gateway\": {\"allow_hosts\": [\"planted 2\"]}, \"users\": 7}"
                            .getBytes(StandardCharsets.UTF_8));
            look(true);
        } finally {
            logger.removeHandler(handler);
        }
        assertEquals(1, logged.size());
        String line = String.valueOf(logged.get(0).getMessage());
        assertTrue(line.contains("gateway.allow_hosts[0] must be a host name") && line.contains("users must be"), line);
        assertFalse(line.contains("planted"), line);
        assertEquals(null, logged.get(0).getThrown());
    }

    private static final class Collecting extends Handler {
        private final List<LogRecord> logged;

        Collecting(List<LogRecord> logged) {
            this.logged = logged;
        }

        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {
            // it is all in memory
        }

        @Override
        public void close() {
            // there is nothing to close
        }
    }

    /** A project with a member and a key, in the file and in the state. */
    private GatewayState withKey() throws Exception {
        world.commit(
                new ProjectSaved(Samples.project(1)),
                new MemberAdded("project-1", "user-1"),
                new KeySaved(Samples.key(1, 1, 1)));
        world.writeFile();
        return world.log().state();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noEditBringsADeletedKeyBackToLife(boolean running) throws Exception {
        GatewayState old = withKey();
        world.commit(new KeyDeleted("key_1"));
        world.disk.edit(world.location.file(), World.document(old, null));

        look(running);

        assertTrue(world.log().state().keyById("key_1").orElseThrow().isRevoked());
        assertTrue(world.log().state().endedKeys().get("key_1") != null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEditWithoutAKeyThatHasEndedDoesNotForgetThatItHas(boolean running) throws Exception {
        withKey();
        world.commit(new KeyDeleted("key_1"));
        world.disk.edit(world.location.file(), World.document(EDITED, null));

        look(running);

        assertTrue(world.log().state().keyById("key_1").isEmpty());
        assertTrue(world.log().state().endedKeys().get("key_1") != null, "a later restore would bring it back");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anEditOfWhatWasChangedSinceIsRefused(boolean running) throws Exception {
        world.commit(new UserSaved(renamed(1)));
        GatewayState edited = Samples.fresh()
                .after(
                        List.of(new UserSaved(
                                new User("user-1", "by-hand@b.example", Samples.TIME, null, 0, Attributes.EMPTY))),
                        1);
        world.edit(edited, 1L, world.log().state());

        look(running);

        world.expectAcknowledged();
        assertEquals(1, named(".rejected-").size());
    }

    private static User renamed(int number) {
        return new User("user-" + number, "renamed@b.example", Samples.TIME, null, 0, Attributes.EMPTY);
    }

    @Test
    void commitsAfterAnEditStayWhenItIsReadAgain() throws Exception {
        world.edit(EDITED, null, EDITED);
        look(true);
        world.commit(new UserSaved(Samples.user(3)));

        look(false);

        world.expectAcknowledged();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSecondEditBeforeTheFileIsWrittenAgainCountsInPlaceOfTheFirst(boolean running) throws Exception {
        world.edit(EDITED, 1L, EDITED.after(List.of(new UserSaved(Samples.user(2))), 2));
        look(true);
        world.expectAcknowledged();
        world.commit(new UserSaved(Samples.user(3)));
        world.edit(
                Samples.fresh(),
                1L,
                Samples.fresh().after(List.of(new UserSaved(Samples.user(2)), new UserSaved(Samples.user(3))), 4));

        look(running);

        world.expectAcknowledged();
        assertEquals(List.of(), named(".rejected-"));
        look(false);
        world.expectAcknowledged();
    }

    @Test
    void aSecondEditWithoutAKeyInClearThatTheFirstHadIsRefusedUntilTheKeyIsHashed() throws Exception {
        String json = Samples.DOCUMENT_WITH_CLEAR_KEYS.replaceFirst(
                "\\{", "{\"gateway\": {\"format_version\": 1, \"seq\": 1}, ");
        world.edit(json, Samples.withClearKeys().after(List.of(new UserSaved(Samples.user(2))), 2));
        look(true);
        world.expectAcknowledged();
        world.edit(Samples.fresh(), 1L, world.log().state());

        look(true);

        world.expectAcknowledged();
        assertEquals(1, named(".rejected-").size());
    }

    @Test
    void aFileFromAnotherMachineReplacesAll() throws Exception {
        world.edit(EDITED, 500L, EDITED);

        look(false);

        world.expectAcknowledged();
        assertEquals(3, world.log().state().seq());
    }

    @Test
    void anEditThatIsTakenBackCounts() throws Exception {
        world.edit(EDITED, null, EDITED);
        look(true);
        GatewayState again = Samples.state(new UserSaved(Samples.user(7)));
        world.edit(again, null, again);
        look(true);
        world.edit(EDITED, null, EDITED);

        look(true);

        world.expectAcknowledged();
        look(false);
        world.expectAcknowledged();
    }

    @Test
    void aFileThatWasTouchedAloneIsNoEdit() throws Exception {
        world.disk.edit(world.location.file(), world.disk.content(world.location.file()));

        look(true);

        world.expectAcknowledged();
        assertEquals(2, world.log().state().seq());
    }

    @Test
    void aFileThatWasRemovedWhileItRunsIsWrittenAgain() throws Exception {
        world.disk.remove(world.location.file());

        look(true);
        world.writeFile();

        assertTrue(world.disk.files().contains(world.location.file()));
        world.closeLog();
        world.open();
        world.expectAcknowledged();
    }

    @Test
    void withoutACopyOfTheLastGoodFileAnOldEditIsLeftWhereItIs() {
        world.edit(EDITED, 0L, world.log().state());
        world.abandon();
        named(".last").forEach(world.disk::remove);
        named(".gen-").forEach(world.disk::remove);
        byte[] edited = world.disk.content(world.location.file());

        StoreOpenException refused = assertThrows(StoreOpenException.class, world::open);

        assertTrue(refused.getMessage().contains("edited from an older version"), refused.getMessage());
        assertArrayEquals(edited, world.disk.content(world.location.file()));
    }
}
