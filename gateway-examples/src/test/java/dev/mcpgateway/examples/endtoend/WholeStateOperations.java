package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.error.AuthenticationException;
import dev.mcpgateway.client.error.BadRequestException;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.KeyStatus;
import dev.mcpgateway.client.model.ResetDone;
import dev.mcpgateway.client.model.Restored;
import dev.mcpgateway.server.EmbeddedGateway;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operations on the whole state. */
interface WholeStateOperations extends GatewayUnderTest {

    @Test
    default void aRestoreBringsBackWhatTheBackupHasButNoKeyThatWasDeletedSince() {
        try (EmbeddedGateway own = EmbeddedGateway.start();
                GatewayClient ownOwner =
                        Gateways.builder(own).observation(notes()).build()) {
            GatewayClient calls = caller(ownOwner);
            calls.createProject("kept");
            calls.createUser("kept@example.com");
            calls.addUserToProject("kept", "kept@example.com");
            GeneratedKey key = calls.generateApiKey("kept@example.com", "kept");
            JsonDocument backup = calls.backup();
            calls.deleteApiKey(key.keyId());
            calls.deleteUser("kept@example.com", true);

            Restored restored = calls.restore(backup, true);

            assertEquals(List.of(key.keyId()), restored.stillRevoked());
            assertEquals(KeyStatus.REVOKED, calls.getApiKey(key.keyId()).status());
            assertEquals(1, calls.getProject("kept").users().size());
            assertEquals(restored, calls.restore(backup), "the admin key is the backup's own");
        }
    }

    @Test
    default void aBackupFileCanBeRestoredAfterAResetWithTheOldAdminKey() {
        try (EmbeddedGateway own = EmbeddedGateway.start();
                GatewayClient ownOwner =
                        Gateways.builder(own).observation(notes()).build()) {
            GatewayClient calls = caller(ownOwner);
            calls.createUser("kept@example.com");
            String file = calls.backup("everything.json").outputFile();
            assertThrows(BadRequestException.class, () -> calls.reset(false));

            ResetDone reset = calls.reset(true);

            assertThrows(AuthenticationException.class, calls::listUsers, "the old key is over");
            try (GatewayClient next = Gateways.builder(own)
                    .adminKey(reset.adminApikey())
                    .observation(notes())
                    .build()) {
                assertThrows(NotFoundException.class, () -> caller(next).getUser("kept@example.com"));
                caller(next).restore(file, false);
            }
            assertEquals("kept@example.com", calls.getUser("kept@example.com").email());
            calls.restore(reset.backupFile());
            assertEquals("kept@example.com", calls.getUser("kept@example.com").email());
        }
    }

    @Test
    default void aRotatedAdminKeyTakesThePlaceOfTheOldOne() {
        try (EmbeddedGateway own = EmbeddedGateway.start();
                GatewayClient ownOwner =
                        Gateways.builder(own).observation(notes()).build()) {
            GatewayClient calls = caller(ownOwner);

            Secret adminKey = calls.rotateAdminKey().adminApikey();

            assertThrows(AuthenticationException.class, calls::listUsers, "the old key is over");
            try (GatewayClient next = Gateways.builder(own)
                    .adminKey(adminKey)
                    .observation(notes())
                    .build()) {
                assertEquals(1, caller(next).listUsers().size());
            }
        }
    }
}
