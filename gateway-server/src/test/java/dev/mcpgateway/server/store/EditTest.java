package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.GatewayState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
    void anEditIsNotWrittenOverBeforeItIsSeen() throws Exception {
        world.edit(EDITED, null, EDITED);

        world.writeFile();

        world.expectAcknowledged();
        world.closeLog();
        world.open();
        world.expectAcknowledged();
    }

    @Test
    void commitsAfterAnEditStayWhenItIsReadAgain() throws Exception {
        world.edit(EDITED, null, EDITED);
        look(true);
        world.commit(new UserSaved(Samples.user(3)));

        look(false);

        world.expectAcknowledged();
    }

    @Test
    void aSecondEditOfTheSameFileIsRefusedBecauseTheFirstReplacedIt() throws Exception {
        world.edit(EDITED, 1L, EDITED.after(List.of(new UserSaved(Samples.user(2))), 2));
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
    void aFileThatWasTouchedAloneIsNoEdit() throws Exception {
        world.disk.edit(world.location.file(), world.disk.content(world.location.file()));

        look(true);

        world.expectAcknowledged();
        assertEquals(2, world.log().state().seq());
    }

    @Test
    void aFileThatWasRemovedWhileItRunsIsWrittenAgain() throws Exception {
        world.disk.remove(world.location.file());

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
