package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.store.SimulatedDisk.Fault;
import dev.mcpgateway.server.store.SimulatedDisk.Survival;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the gateway cannot use it keeps for a person to look at, and a power cut while it does so takes nothing away. */
class KeptAsideTest {
    private static final GatewayState EDITED = Samples.state(new UserSaved(Samples.user(50)));
    private static final Logger LOG = Logger.getLogger("dev.mcpgateway.server.store");
    private static final int CHANCES = 20;

    private final Filter nothing = entry -> false;

    @BeforeEach
    void keepFailuresOutOfTheLog() {
        loggers().forEach(logger -> logger.setFilter(nothing));
    }

    @AfterEach
    void logAgain() {
        loggers().forEach(logger -> logger.setFilter(null));
    }

    private static Stream<Logger> loggers() {
        return Stream.of(
                LOG, Logger.getLogger(Recovery.class.getName()), Logger.getLogger(Snapshotter.class.getName()));
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aPowerCutWhileADamagedJournalIsCutTakesNothingAway(Survival survival) throws Exception {
        for (int at = 1; ; at++) {
            for (int chance = 0; chance < CHANCES; chance++) {
                try (World world = new World()) {
                    byte[] damaged = damagedJournal(world);
                    world.disk.plan(at, Fault.CRASH);
                    openOrNot(world);
                    if (!world.disk.isCrashed()) {
                        assertTrue(at > 4, "the test did something");
                        return;
                    }
                    SimulatedDisk left = world.disk.afterCrash(survival, SimulatedDisk.random(chance));
                    world.abandon();
                    world.disk = left;
                    assertTrue(
                            holds(world, world.location.journal(), damaged) || isKept(world, "journal.cut-", damaged),
                            "crash at " + at + ", chance " + chance + ": " + left.files());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Survival.class)
    void aPowerCutWhileAnEditIsRefusedTakesItNotAway(Survival survival) throws Exception {
        for (int at = 1; ; at++) {
            for (int chance = 0; chance < CHANCES; chance++) {
                try (World world = new World()) {
                    byte[] edit = staleEdit(world);
                    world.disk.plan(at, Fault.CRASH);
                    openOrNot(world);
                    if (!world.disk.isCrashed()) {
                        assertTrue(at > 4, "the test did something");
                        return;
                    }
                    SimulatedDisk left = world.disk.afterCrash(survival, SimulatedDisk.random(chance));
                    world.abandon();
                    world.disk = left;
                    assertTrue(
                            holds(world, world.location.file(), edit) || isKept(world, "rejected-", edit),
                            "crash at " + at + ", chance " + chance + ": " + left.files());
                }
            }
        }
    }

    @Test
    void anEditThatIsRefusedWhileTheGatewayRunsIsKeptBeforeItIsReplaced() throws Exception {
        for (int at = 1; ; at++) {
            for (int chance = 0; chance < CHANCES; chance++) {
                try (World world = new World()) {
                    byte[] edit = World.document(EDITED, -1L);
                    world.open();
                    world.commit(new UserSaved(Samples.user(1)));
                    world.disk.edit(world.location.file(), edit);
                    world.disk.plan(at, Fault.CRASH);
                    lookOrNot(world);
                    if (!world.disk.isCrashed()) {
                        assertTrue(at > 4, "the test did something");
                        return;
                    }
                    SimulatedDisk left = world.disk.afterCrash(Survival.BY_CHANCE, SimulatedDisk.random(chance));
                    world.abandon();
                    world.disk = left;
                    assertTrue(
                            holds(world, world.location.file(), edit) || isKept(world, "rejected-", edit),
                            "crash at " + at + ", chance " + chance + ": " + left.files());
                }
            }
        }
    }

    /** Whole lines follow on a damaged one; gives the lines from that one on. */
    private static byte[] damagedJournal(World world) throws StoreOpenException {
        world.open();
        world.commit(new UserSaved(Samples.user(1)));
        int good = world.disk.content(world.location.journal()).length;
        world.commit(new UserSaved(Samples.user(2)));
        world.commit(new UserSaved(Samples.user(3)));
        world.abandon();
        byte[] damaged = world.disk.content(world.location.journal());
        damaged[good + 30] ^= 1;
        world.disk.edit(world.location.journal(), damaged);
        return Arrays.copyOfRange(damaged, good, damaged.length);
    }

    private static byte[] staleEdit(World world) throws StoreOpenException {
        world.open();
        world.commit(new UserSaved(Samples.user(1)));
        world.close();
        byte[] edit = World.document(EDITED, -1L);
        world.disk.edit(world.location.file(), edit);
        return edit;
    }

    private static void openOrNot(World world) {
        try {
            world.open();
        } catch (StoreOpenException crashed) {
            assertTrue(world.disk.isCrashed(), crashed.getMessage());
        }
    }

    private static void lookOrNot(World world) {
        try {
            world.lookUntilSettled();
        } catch (IOException crashed) {
            assertTrue(world.disk.isCrashed(), crashed.getMessage());
        }
    }

    private static boolean isKept(World world, String kind, byte[] content) {
        return world.disk.files().stream()
                .filter(file -> file.toString().contains(kind))
                .anyMatch(file -> holds(world, file, content));
    }

    /** Whether {@code file} ends with {@code content}. */
    private static boolean holds(World world, Path file, byte[] content) {
        if (!world.disk.files().contains(file)) {
            return false;
        }
        byte[] found = world.disk.content(file);
        return found.length >= content.length
                && Arrays.equals(found, found.length - content.length, found.length, content, 0, content.length);
    }
}
