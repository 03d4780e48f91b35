package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The admin key is read while a gateway holds the file. */
class AdminKeyFileTest {
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

    private Optional<String> read() throws StoreOpenException {
        return AdminKeyFile.read(world.disk, world.location).map(Secret::reveal);
    }

    @Test
    void theFilesKeyCountsWhereNoCommitSetAnother() throws Exception {
        world.commit(new UserSaved(Samples.user(1)));

        assertEquals(Optional.of("admin"), read());
    }

    @Test
    void theKeyOfTheLastCommitThatSetOneCounts() throws Exception {
        world.commit(new SettingsSaved(Samples.settings("second")));
        assertEquals(Optional.of("second"), read());
        world.commit(new StateReplaced(Samples.state(new SettingsSaved(Samples.settings("third")))));
        world.commit(new UserSaved(Samples.user(1)));
        assertEquals(Optional.of("third"), read());
    }

    @Test
    void aCommitThatTookTheKeyAwayCounts() throws Exception {
        world.commit(new StateReplaced(Samples.state(new UserSaved(Samples.user(1)))));

        assertEquals(Optional.empty(), read());
    }

    @Test
    void commitsThatTheFileHoldsAlreadyDoNotCount() throws Exception {
        world.commit(new SettingsSaved(Samples.settings("second")));
        world.disk.afterEachRename(renamed -> {
            if (renamed.equals(world.location.file())) {
                assertEquals(Optional.of("second"), unchecked());
            }
        });
        world.writeFile();

        assertEquals(Optional.of("second"), read());
    }

    private Optional<String> unchecked() {
        try {
            return read();
        } catch (StoreOpenException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void aFileThatIsWrittenAnewBetweenTheTwoReadsIsReadAgain() throws Exception {
        world.commit(new SettingsSaved(Samples.settings("second")));
        world.disk.afterNextRead(world.location.file(), () -> {
            try {
                world.writeFile();
                world.commit(new SettingsSaved(Samples.settings("third")));
            } catch (IOException failed) {
                throw new AssertionError(failed);
            }
        });

        assertEquals(Optional.of("third"), read());
    }

    @Test
    void theKeyOfAnEditThatWasNotSeenYetIsTheFiles() throws Exception {
        world.commit(new SettingsSaved(Samples.settings("second")));
        world.disk.edit(
                world.location.file(),
                World.document(Samples.state(new SettingsSaved(Samples.settings("by hand"))), null));

        assertEquals(Optional.of("by hand"), read());
    }

    @Test
    void whatIsNoJsonIsSaidToBeNone() {
        world.disk.edit(world.location.file(), "{\"admin_apikey\": \"x\"".getBytes(StandardCharsets.UTF_8));

        StoreOpenException refused = assertThrows(StoreOpenException.class, this::read);

        assertTrue(refused.getMessage().endsWith("is not valid JSON"), refused.getMessage());
    }
}
