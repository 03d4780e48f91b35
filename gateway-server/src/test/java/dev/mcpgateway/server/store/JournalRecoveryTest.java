package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change.ConfigSaved;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.MemberAdded;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.Entity;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.StorageException;
import dev.mcpgateway.server.domain.index.SortedIndex;
import dev.mcpgateway.server.store.SimulatedDisk.Fault;
import dev.mcpgateway.server.store.StoreOpenException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalRecoveryTest {
    private World world;

    @BeforeEach
    void openWorld() throws Exception {
        world = new World();
        world.open();
    }

    @AfterEach
    void closeWorld() {
        world.close();
    }

    private byte[] journal() {
        return world.disk.content(world.location.journal());
    }

    private void putJournal(byte[] bytes) {
        world.disk.edit(world.location.journal(), bytes);
    }

    @Test
    void theJournalIsLinesOfChecksumNumberAndJson() {
        world.commit(new UserSaved(Samples.user(1)));

        List<String> lines =
                new String(journal(), StandardCharsets.UTF_8).lines().toList();

        assertTrue(
                lines.get(0)
                        .matches("[0-9a-f]{8} journal \\{\"format_version\":1,\"seq\":0,\"sha256\":\"[0-9a-f]{64}\"}"),
                lines.get(0));
        assertEquals(
                "1 [{\"change\":\"user_saved\",\"id\":\"user-1\",\"value\":{\"email\":\"user1@example.com\","
                        + "\"created_at\":\"2026-11-01T12:00:01.123456\"}}]",
                lines.get(1).substring(9));
    }

    /** A file system may have written down a file's length before what is in it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whereverTheTailIsCutTheWholeCommitsBeforeItAreThere(boolean zerosFollow) throws Exception {
        List<Integer> ends = new ArrayList<>(List.of(journal().length));
        List<String> contents =
                new ArrayList<>(List.of(Samples.content(world.log().state())));
        for (int i = 1; i <= 3; i++) {
            world.commit(new UserSaved(Samples.user(i)), new ProjectSaved(Samples.project(i)));
            ends.add(journal().length);
            contents.add(Samples.content(world.log().state()));
        }
        world.abandon();
        byte[] whole = journal();
        for (int length = ends.get(0); length <= whole.length; length++) {
            int commits = 0;
            while (commits < 3 && ends.get(commits + 1) <= length) {
                commits++;
            }
            byte[] cut = Arrays.copyOf(whole, length);
            putJournal(zerosFollow ? Arrays.copyOf(cut, whole.length) : cut);
            world.open();
            assertEquals(contents.get(commits), Samples.content(world.log().state()), "cut at " + length);
            assertEquals(commits, world.log().state().seq());
            assertEquals(ends.get(commits), journal().length, "what was cut short is cut off");
            world.abandon();
        }
    }

    @Test
    void aTailOfZerosIsCutOff() throws Exception {
        world.commit(new UserSaved(Samples.user(1)));
        world.abandon();
        byte[] good = journal();
        putJournal(Arrays.copyOf(good, good.length + 5000));

        world.open();

        world.expectAcknowledged();
        assertArrayEquals(good, journal());
    }

    @Test
    void wholeLinesBeyondADamagedOneAreKeptAside() throws Exception {
        world.commit(new UserSaved(Samples.user(1)));
        int good = journal().length;
        world.commit(new UserSaved(Samples.user(2)));
        world.commit(new UserSaved(Samples.user(3)));
        world.abandon();
        byte[] damaged = journal();
        damaged[good + 30] ^= 1;
        putJournal(damaged);

        world.open();

        assertEquals(1, world.log().state().seq());
        List<byte[]> kept = world.disk.files().stream()
                .filter(file -> file.toString().contains(".journal.cut-"))
                .map(world.disk::content)
                .toList();
        assertEquals(1, kept.size());
        assertArrayEquals(Arrays.copyOfRange(damaged, good, damaged.length), kept.get(0));
    }

    @Test
    void aJournalWithoutAReadableHeaderIsLeftAlone() {
        world.commit(new UserSaved(Samples.user(1)));
        world.abandon();
        byte[] damaged = journal();
        damaged[12] ^= 1;
        putJournal(damaged);

        StoreOpenException refused = assertThrows(StoreOpenException.class, world::open);

        assertEquals(Reason.BAD_FILE, refused.reason());
        assertArrayEquals(damaged, journal());
    }

    @Test
    void aJournalThatLacksACommitIsLeftAlone() {
        world.commit(new UserSaved(Samples.user(1)));
        int start = journal().length;
        world.commit(new UserSaved(Samples.user(2)));
        int end = journal().length;
        world.commit(new UserSaved(Samples.user(3)));
        world.abandon();
        byte[] whole = journal();
        byte[] gap = Arrays.copyOf(whole, whole.length - (end - start));
        System.arraycopy(whole, end, gap, start, whole.length - end);
        putJournal(gap);

        StoreOpenException refused = assertThrows(StoreOpenException.class, world::open);

        assertTrue(refused.getMessage().contains("does not continue after commit 1"), refused.getMessage());
        assertArrayEquals(gap, journal());
    }

    @Test
    void aJournalOfALaterVersionIsLeftAlone() {
        world.commit(new UserSaved(Samples.user(1)));
        world.abandon();
        JournalBuffer later = new JournalBuffer();
        byte[] header = "{\"format_version\":2,\"seq\":0,\"sha256\":\"00\"}".getBytes(StandardCharsets.US_ASCII);
        later.beginLine(JournalReader.HEADER);
        later.write(header, 0, header.length);
        later.endLine();
        byte[] bytes = new byte[later.length()];
        later.content().get(bytes);
        putJournal(bytes);

        StoreOpenException refused = assertThrows(StoreOpenException.class, world::open);

        assertTrue(refused.getMessage().contains("later version"), refused.getMessage());
        assertArrayEquals(bytes, journal());
    }

    @Test
    void whatARecoveryFindsIsWhatWasThereToTheLastVersion() throws Exception {
        world.commit(
                new UserSaved(Samples.user(1)),
                new ProjectSaved(Samples.project(1)),
                new MemberAdded("project-1", "user-1"),
                new ConfigSaved(Samples.config(1)));
        world.commit(new KeySaved(Samples.key(1, 1, 1)));
        world.commit(new StateReplaced(world.log().state()));
        world.commit(new UserSaved(Samples.user(2)));
        GatewayState before = world.log().state();
        world.abandon();

        world.open();

        GatewayState after = world.log().state();
        assertEquals(before.seq(), after.seq());
        assertEquals(Samples.content(before), Samples.content(after));
        assertEquals(versions(before), versions(after));
    }

    private static List<Long> versions(GatewayState state) {
        Stream<Long> servers = GatewayState.stream(state.configs())
                .flatMap(config -> config.servers().stream())
                .map(state::versionOf);
        return Stream.concat(
                        servers,
                        Stream.<SortedIndex<? extends Entity>>of(
                                        state.users(), state.projects(), state.keys(), state.configs())
                                .flatMap(GatewayState::stream)
                                .map(state::versionOf))
                .toList();
    }

    @Test
    void aNewJournalHasWhatTheFileDoesNotHoldAndNothingElse() throws Exception {
        world.commit(new UserSaved(Samples.user(1)));
        world.writeFileAndCommitMeanwhile(new UserSaved(Samples.user(2)));
        world.commit(new UserSaved(Samples.user(3)));
        world.abandon();

        String journal = new String(journal(), StandardCharsets.UTF_8);
        assertFalse(journal.contains("user1@"), journal);
        assertTrue(journal.contains("user2@") && journal.contains("user3@"), journal);
        world.open();
        world.expectAcknowledged();
    }

    @Test
    void theFileWithoutItsJournalIsUsedAsItIs() throws Exception {
        world.commit(new UserSaved(Samples.user(1)));
        world.closeLog();
        world.disk.remove(world.location.journal());

        world.open();

        world.expectAcknowledged();
    }

    @Test
    void theJournalWithoutItsFileIsNotStartedFrom() {
        world.commit(new UserSaved(Samples.user(1)));
        world.abandon();
        byte[] journal = journal();
        world.disk.remove(world.location.file());

        StoreOpenException refused = assertThrows(StoreOpenException.class, world::open);

        assertTrue(refused.getMessage().contains("is missing"), refused.getMessage());
        assertArrayEquals(journal, journal());
    }

    @Test
    void aCommitMadeDuringASnapshotOutlivesAFailureRightAfterIt() throws Exception {
        world.commit(new UserSaved(Samples.user(1)));
        world.disk.beforeNextRename(() -> {
            world.commit(new UserSaved(Samples.user(2)));
            world.disk.plan(1, Fault.UNDONE);
            assertThrows(StorageException.class, () -> world.log()
                    .commit(state -> Outcome.of("", new UserSaved(Samples.user(3)))));
        });
        assertThrows(IOException.class, world::writeFile, "a closed journal cannot be carried on");
        world.commitUntilItSucceeds(new UserSaved(Samples.user(4)));
        world.abandon();
        world.open();
        world.expectAcknowledged();
    }
}
