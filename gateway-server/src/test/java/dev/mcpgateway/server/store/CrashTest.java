package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.KeyHashed;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.MemberAdded;
import dev.mcpgateway.server.domain.Change.ProjectDeleted;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserDeleted;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.ChangeLog.Outcome;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.StorageException;
import dev.mcpgateway.server.store.Disk.DiskFile;
import dev.mcpgateway.server.store.SimulatedDisk.Fault;
import dev.mcpgateway.server.store.SimulatedDisk.Survival;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lets the machine die at every single operation of a life of the log, and at every one of the recovery from that. */
class CrashTest {
    private static final int SAMPLES = 1;
    private static final int OPERATIONS_OF_RECOVERY = 12;
    private static final Long OLDER_THAN_ALL = -1L;
    private static final Change DELETION = new UserDeleted("user-1");
    private static final List<Logger> LOGGERS = Stream.of(
                    Recovery.class,
                    Committer.class,
                    Journal.class,
                    Snapshotter.class,
                    FileChangeLog.class,
                    EditReader.class,
                    Generations.class,
                    Original.class,
                    GoodCopies.class)
            .map(type -> Logger.getLogger(type.getName()))
            .toList();
    private static final GatewayState RESTORED = Samples.state(
            new SettingsSaved(Samples.settings("restored")),
            new UserSaved(Samples.user(7)),
            new UserSaved(Samples.user(8)));

    private final Filter nothing = entry -> false;

    @BeforeEach
    void keepThousandsOfFailuresOutOfTheLog() {
        LOGGERS.forEach(logger -> logger.setFilter(nothing));
    }

    @AfterEach
    void logAgain() {
        LOGGERS.forEach(logger -> logger.setFilter(null));
    }

    /** A part of the log's life; what it promises goes into the world's ledger. */
    @FunctionalInterface
    private interface Life {
        void live(World world) throws IOException, StoreOpenException;
    }

    private static void commitsAndSnapshots(World world) throws IOException, StoreOpenException {
        world.open();
        world.commit(new UserSaved(Samples.user(1)));
        world.commit(
                new ProjectSaved(Samples.project(1)),
                new MemberAdded("project-1", "user-1"),
                new KeySaved(Samples.key(1, 1, 1)));
        world.writeFile();
        world.commit(new UserSaved(Samples.user(2)), new MemberAdded("project-1", "user-2"));
        world.commit(new KeyDeleted("key_1"), new UserDeleted("user-1"));
        world.writeFileAndCommitMeanwhile(new UserSaved(Samples.user(5)), new UserSaved(Samples.user(6)));
        world.writeFile();
        world.commit(new StateReplaced(RESTORED));
        world.commit(new UserSaved(Samples.user(3)));
        world.writeFile();
        world.commit(new UserDeleted("user-7"));
        world.closeLog();
        world.open();
        world.expectAcknowledged();
        world.commit(new UserSaved(Samples.user(4)));
        world.closeLog();
    }

    private static void anEditWithoutSeq(World world) throws IOException, StoreOpenException {
        world.open();
        world.commit(new UserSaved(Samples.user(1)));
        world.closeLog();
        world.edit(RESTORED, null, RESTORED);
        world.open();
        world.expectAcknowledged();
        world.commit(new UserSaved(Samples.user(3)));
        world.writeFile();
        world.commit(new UserDeleted("user-7"));
        world.closeLog();
        world.open();
        world.expectAcknowledged();
    }

    private static void anEditThatCommitsGoOnTopOf(World world) throws IOException, StoreOpenException {
        world.open();
        world.writeFile();
        world.commit(new UserSaved(Samples.user(1)), new ProjectSaved(Samples.project(1)));
        world.abandon();
        world.edit(
                RESTORED,
                0L,
                RESTORED.after(List.of(new UserSaved(Samples.user(1)), new ProjectSaved(Samples.project(1))), 1));
        world.open();
        world.expectAcknowledged();
        world.commit(new ProjectDeleted("project-1"));
        world.writeFile();
        world.commit(new UserSaved(Samples.user(2)));
        world.closeLog();
        world.open();
        world.expectAcknowledged();
    }

    private static void anEditWhileItRuns(World world) throws IOException, StoreOpenException {
        world.open();
        world.commit(new UserSaved(Samples.user(1)));
        world.writeFile();
        world.edit(RESTORED, null, RESTORED);
        world.lookUntilSettled();
        world.expectAcknowledged();
        world.commit(new UserSaved(Samples.user(2)));
        world.writeFile();
        world.commit(new UserSaved(Samples.user(3)));
        world.closeLog();
    }

    private static void keysInClear(World world) throws IOException, StoreOpenException {
        world.edit(Samples.DOCUMENT_WITH_CLEAR_KEYS, Samples.withClearKeys());
        world.open();
        world.expectAcknowledged();
        world.commit(new KeySaved(Samples.disabled(world.log().state(), "key_alpha")));
        world.commit(new UserSaved(Samples.user(3)));
        world.commit(new KeyHashed("key_alpha", Samples.hashed(world.log().state(), "key_alpha")));
        world.commit(new KeyDeleted("key_beta_key"));
        world.commit(new StateReplaced(world.log().state()));
        world.writeFile();
        world.closeLog();
        world.open();
        world.expectAcknowledged();
        world.commit(new KeyHashed("key_gamma_keys", Samples.hashed(world.log().state(), "key_gamma_keys")));
        world.writeFile();
        world.commit(new UserSaved(Samples.user(4)));
        world.closeLog();
    }

    private static void anEditThatAddsKeysInClear(World world) throws IOException, StoreOpenException {
        world.open();
        world.commit(new UserSaved(Samples.user(1)));
        world.writeFile();
        world.commit(new UserSaved(Samples.user(9)));
        GatewayState expected = Samples.withClearKeys().after(List.of(new UserSaved(Samples.user(9))), 2);
        world.edit(
                Samples.DOCUMENT_WITH_CLEAR_KEYS.replace("{\"users\"", "{\"gateway\": {\"seq\": 1}, \"users\""),
                expected);
        world.lookUntilSettled();
        world.expectAcknowledged();
        world.commit(new KeySaved(Samples.disabled(world.log().state(), "key_alpha")));
        world.edit(Samples.DOCUMENT_WITH_CLEAR_KEYS, Samples.withClearKeys());
        world.lookUntilSettled();
        world.expectAcknowledged();
        world.commit(new KeySaved(Samples.disabled(world.log().state(), "key_beta_key")));
        world.closeLog();
    }

    private static void twoEditsBeforeTheFileIsWrittenAgain(World world) throws IOException, StoreOpenException {
        world.open();
        world.commit(new UserSaved(Samples.user(1)));
        world.writeFile();
        world.commit(new UserSaved(Samples.user(9)));
        UserSaved since = new UserSaved(Samples.user(9));
        world.edit(RESTORED, 1L, RESTORED.after(List.of(since), 2));
        world.lookUntilSettled();
        world.expectAcknowledged();
        GatewayState second = RESTORED.after(List.of(new UserSaved(Samples.user(50))), 1);
        world.edit(second, 1L, second.after(List.of(since), 2));
        world.lookUntilSettled();
        world.expectAcknowledged();
        world.commit(new UserSaved(Samples.user(3)));
        world.writeFile();
        world.commit(new UserSaved(Samples.user(4)));
        world.closeLog();
    }

    private static void aRefusedEditWhileItRuns(World world) throws IOException, StoreOpenException {
        world.open();
        world.commit(new UserSaved(Samples.user(1)));
        world.writeFile();
        world.commit(new UserSaved(Samples.user(2)));
        world.edit(RESTORED, 0L, world.log().state());
        world.lookUntilSettled();
        world.expectAcknowledged();
        world.commit(new UserSaved(Samples.user(3)));
        world.writeFile();
        world.closeLog();
    }

    private static void aRefusedEdit(World world) throws IOException, StoreOpenException {
        world.open();
        world.commit(new UserSaved(Samples.user(1)));
        world.writeFile();
        world.commit(new UserSaved(Samples.user(2)));
        GatewayState last = world.log().state();
        world.closeLog();
        world.edit(RESTORED, 0L, last);
        world.open();
        world.expectAcknowledged();
        world.commit(new UserSaved(Samples.user(3)));
        world.closeLog();
    }

    /** Each day keeps what the file held, and the oldest of more than five copies go. */
    private static void aWeek(World world) throws IOException, StoreOpenException {
        for (int day = 1; day <= 7; day++) {
            world.open();
            world.expectAcknowledged();
            world.commit(new UserSaved(Samples.user(day)));
            world.writeFile();
            world.commit(new UserDeleted("user-" + day));
            world.closeLog();
            world.clock.advance(Duration.ofDays(1));
        }
    }

    /** The disk fails, and the journal is made anew from what is good of it. */
    private static void aRenewal(World world) throws IOException, StoreOpenException {
        world.open();
        for (int i = 1; i <= 3; i++) {
            world.commit(new UserSaved(Samples.user(2 * i)), new ProjectSaved(Samples.project(i)));
            world.disk.failAll(true);
            assertThrows(StorageException.class, () -> world.log().commit(state -> Outcome.of("", DELETION)));
            world.disk.failAll(false);
            world.nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
            world.commit(new UserSaved(Samples.user(2 * i + 1)));
            world.writeFile();
        }
        world.closeLog();
        world.open();
        world.expectAcknowledged();
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAnywhereInAWeekOfStartsLosesNothing(Survival survival) throws Exception {
        crashEverywhere(CrashTest::aWeek, survival);
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAnywhereAroundARenewalLosesNothing(Survival survival) throws Exception {
        crashEverywhere(CrashTest::aRenewal, survival);
    }

    @Test
    void theLivesMakeEveryKindOfChangeToEveryFile() throws Exception {
        Set<String> kinds = new TreeSet<>();
        for (Life life : List.<Life>of(
                CrashTest::commitsAndSnapshots,
                CrashTest::anEditWithoutSeq,
                CrashTest::anEditThatCommitsGoOnTopOf,
                CrashTest::anEditWhileItRuns,
                CrashTest::aRefusedEdit,
                CrashTest::aWeek,
                CrashTest::aRenewal)) {
            try (World world = new World()) {
                life.live(world);
                kinds.addAll(world.disk.kinds());
            }
        }
        assertEquals(
                List.of(
                        "create config.json.generation.tmp",
                        "create config.json.journal.tmp",
                        "create config.json.rejected",
                        "create config.json.tmp",
                        "delete config.json.gen",
                        "force config.json.generation.tmp",
                        "force config.json.journal",
                        "force config.json.journal.tmp",
                        "force config.json.rejected",
                        "force config.json.tmp",
                        "force directory",
                        "rename config.json",
                        "rename config.json.gen",
                        "rename config.json.journal",
                        "rename config.json.last",
                        "truncate config.json.journal",
                        "write config.json.generation.tmp",
                        "write config.json.journal",
                        "write config.json.journal.tmp",
                        "write config.json.rejected",
                        "write config.json.tmp"),
                List.copyOf(kinds));
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAnywhereLosesNoCommitAndHalvesNone(Survival survival) throws Exception {
        crashEverywhere(CrashTest::commitsAndSnapshots, survival);
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAnywhereWithAStaleEditAfterItLosesNothing(Survival survival) throws Exception {
        crashEverywhere(CrashTest::commitsAndSnapshots, survival, CrashTest::saveAStaleEdit);
    }

    private static void saveAStaleEdit(World world) {
        if (world.disk.files().contains(world.location.journal())) {
            world.disk.edit(world.location.file(), World.document(RESTORED, OLDER_THAN_ALL));
        }
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAnywhereAroundAnEditWithoutSeqLosesNothing(Survival survival) throws Exception {
        crashEverywhere(CrashTest::anEditWithoutSeq, survival);
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAnywhereAroundAMergedEditLosesNothing(Survival survival) throws Exception {
        crashEverywhere(CrashTest::anEditThatCommitsGoOnTopOf, survival);
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAnywhereAroundAnEditOfARunningGatewayLosesNothing(Survival survival) throws Exception {
        crashEverywhere(CrashTest::anEditWhileItRuns, survival);
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAnywhereWhileKeysAreHashedLosesNothing(Survival survival) throws Exception {
        crashEverywhere(CrashTest::keysInClear, survival);
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAnywhereAroundAnEditThatAddsKeysInClearLosesNothing(Survival survival) throws Exception {
        crashEverywhere(CrashTest::anEditThatAddsKeysInClear, survival);
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAnywhereAroundAnEditThatARunningGatewayRefusesLosesNothing(Survival survival) throws Exception {
        crashEverywhere(CrashTest::aRefusedEditWhileItRuns, survival);
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAroundASecondEditLosesNothing(Survival survival) throws Exception {
        crashEverywhere(CrashTest::twoEditsBeforeTheFileIsWrittenAgain, survival);
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aCrashAnywhereAroundARefusedEditLosesNothing(Survival survival) throws Exception {
        crashEverywhere(CrashTest::aRefusedEdit, survival);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"UNDONE", "DONE"})
    void afterAFailureAnywhereItGoesOnAndAPowerCutLosesNothing(Fault fault) throws Exception {
        for (int at = 1; ; at++) {
            try (World world = new World()) {
                world.open();
                world.disk.plan(at, fault);
                int before = world.disk.operations();
                for (int i = 1; i <= 6; i++) {
                    world.commitUntilItSucceeds(new UserSaved(Samples.user(2 * i)));
                    writeFileOrNot(world);
                    world.commitUntilItSucceeds(new UserSaved(Samples.user(2 * i + 1)), new UserDeleted("user-" + i));
                }
                if (world.disk.operations() < before + at) {
                    assertTrue(at > 20, "the test did something");
                    return;
                }
                SimulatedDisk left = world.disk.afterCrash(Survival.FORCED_ALONE, new Random(0));
                world.abandon();
                world.disk = left;
                world.open();
                world.expectAcknowledged();
            }
        }
    }

    private static void writeFileOrNot(World world) {
        try {
            world.writeFile();
        } catch (IOException failed) {
            world.nanoTime.addAndGet(1);
        }
    }

    private static void crashEverywhere(Life life, Survival survival) throws Exception {
        crashEverywhere(life, survival, world -> {});
    }

    private static void crashEverywhere(Life life, Survival survival, Consumer<World> whileDown) throws Exception {
        int at = 1;
        while (crashAt(at, life, survival, at, 0, whileDown)) {
            Random random = new Random(at);
            for (int sample = 0; sample < SAMPLES; sample++) {
                crashAt(at, life, survival, random.nextInt(), 1 + random.nextInt(OPERATIONS_OF_RECOVERY), whileDown);
            }
            at++;
        }
        assertTrue(at > 20, "the test did something");
    }

    /**
     * Crashes at operation {@code at}, then, where {@code again} is not 0, at that operation of the recovery.
     *
     * @return whether the first crash took place
     */
    private static boolean crashAt(
            int at, Life life, Survival survival, long seed, int again, Consumer<World> whileDown) throws Exception {
        String when = "crash at " + at + ", again at " + again + ", " + survival + ", seed " + seed;
        Random random = SimulatedDisk.random(seed);
        try (World world = new World()) {
            world.disk.plan(at, Fault.CRASH);
            Exception end = liveOn(world, life);
            if (!world.disk.isCrashed()) {
                assertEquals(null, end, when);
                return false;
            }
            reboot(world, survival, random);
            whileDown.accept(world);
            if (again > 0) {
                world.disk.plan(again, Fault.CRASH);
                liveOn(world, World::open);
                reboot(world, Survival.BY_CHANCE, random);
            }
            world.open();
            world.expectAcknowledgedOrInFlight(when);
            reboot(world, Survival.FORCED_ALONE, random);
            world.open();
            world.expectAcknowledged();
            world.commit(new UserSaved(Samples.user(99)));
            reboot(world, Survival.FORCED_ALONE, random);
            world.open();
            world.expectAcknowledged();
            world.closeLog();
            world.open();
            world.expectAcknowledged();
            return true;
        } catch (StoreOpenException unopened) {
            throw new AssertionError(when, unopened);
        }
    }

    private static @Nullable Exception liveOn(World world, Life life) {
        try {
            life.live(world);
            return null;
        } catch (IOException | StorageException | StoreOpenException end) {
            return end;
        }
    }

    private static void reboot(World world, Survival survival, Random random) {
        SimulatedDisk left = world.disk.afterCrash(survival, random);
        world.abandon();
        world.disk = left;
    }

    @Test
    void theSimulatedDiskForgetsWhatWasNotForced() throws Exception {
        SimulatedDisk disk = new SimulatedDisk();
        Path directory = Path.of("/simulated");
        Path file = directory.resolve("file");
        Random random = new Random(0);
        try (DiskFile out = disk.create(file)) {
            assertEquals(
                    List.of(), disk.afterCrash(Survival.FORCED_ALONE, random).files());
            disk.forceDirectory(directory);
            out.write(ByteBuffer.wrap(new byte[] {1}));
            assertEquals(0, disk.afterCrash(Survival.FORCED_ALONE, random).content(file).length);
            assertEquals(1, disk.afterCrash(Survival.EVERYTHING, random).content(file).length);
            out.force();
            assertEquals(1, disk.afterCrash(Survival.FORCED_ALONE, random).content(file).length);
        }
    }
}
