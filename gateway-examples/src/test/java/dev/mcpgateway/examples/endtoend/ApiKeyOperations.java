package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.KeyDetails;
import dev.mcpgateway.client.model.KeyItem;
import dev.mcpgateway.client.model.KeyStatus;
import dev.mcpgateway.client.model.RegeneratedKey;
import dev.mcpgateway.client.model.RotatedKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operations on API keys. */
interface ApiKeyOperations extends GatewayUnderTest {

    @Test
    default void aGeneratedKeyIsShownOnceAndFoundByItsIdAndByItself() {
        String project = project();
        String user = memberOf(project);
        String config = config();
        client().assignConfig(project, config);

        GeneratedKey key = client().generateApiKey(user, project);

        assertEquals(user, key.userEmail());
        assertEquals(project, key.projectName());
        KeyDetails read = client().getApiKey(key.keyId());
        assertEquals(key.maskedKey(), read.apiKey());
        assertEquals(KeyStatus.ACTIVE, read.status());
        assertEquals(config, read.mcpConfigName());
        assertEquals(read, client().getApiKey(key.apiKey().reveal()));
        assertNotEquals(key.apiKey().reveal(), read.apiKey());
    }

    @Test
    default void theKeysOfAUserAreListedByProject() {
        String one = project();
        String other = project();
        String user = memberOf(one);
        client().addUserToProject(other, user);
        String inOne = client().generateApiKey(user, one).keyId();
        String inOther = client().generateApiKey(user, other).keyId();

        assertEquals(
                List.of(inOne, inOther),
                client().listUserApiKeys(user).stream().map(KeyItem::keyId).toList());
        assertEquals(
                List.of(inOther),
                client().listUserApiKeys(user, other).stream()
                        .map(KeyItem::keyId)
                        .toList());
        assertTrue(client().listApiKeys().stream().map(KeyItem::keyId).toList().containsAll(List.of(inOne, inOther)));

        assertEquals(2, client().deleteAllUserApiKeys(user).deleted());
        assertEquals(List.of(), client().listUserApiKeys(user));
    }

    @Test
    default void aRotatedKeyWorksOnForItsGracePeriodAlone() {
        String project = project();
        GeneratedKey old = client().generateApiKey(memberOf(project), project);

        RotatedKey next = client().rotateApiKey(old.keyId(), HOUR);
        assertEquals(old.keyId(), next.oldKeyId());
        assertNotEquals(old.apiKey(), next.apiKey());
        assertNotNull(next.oldKeyExpiresAt());
        assertEquals(KeyStatus.ROTATING, client().getApiKey(old.keyId()).status());

        RotatedKey last = client().rotateApiKey(next.apiKey().reveal());
        assertNull(last.oldKeyExpiresAt());
        assertEquals(KeyStatus.REVOKED, client().getApiKey(next.keyId()).status());
        assertEquals(KeyStatus.ACTIVE, client().getApiKey(last.keyId()).status());
    }

    @Test
    default void aRegeneratedKeyKeepsItsIdAndItsOldSecretIsOver() {
        String project = project();
        GeneratedKey key = client().generateApiKey(memberOf(project), project);

        RegeneratedKey renewed = client().regenerateApiKey(key.keyId());

        assertEquals(key.keyId(), renewed.keyId());
        assertNotEquals(key.apiKey(), renewed.apiKey());
        assertEquals(key.keyId(), client().getApiKey(renewed.apiKey().reveal()).keyId());
        assertFails(ErrorCode.API_KEY_NOT_FOUND, NotFoundException.class, () -> client().getApiKey(
                        key.apiKey().reveal()));
    }

    @Test
    default void aDisabledKeyIsDisabledUntilItIsEnabled() {
        String project = project();
        String key = client().generateApiKey(memberOf(project), project).keyId();

        assertEquals(KeyStatus.DISABLED, client().disableApiKey(key).status());
        assertTrue(client().getApiKey(key).disabled());
        assertEquals(KeyStatus.ACTIVE, client().enableApiKey(key).status());
        assertFalse(client().getApiKey(key).disabled());
    }

    @Test
    default void aDeletedKeyIsNotFound() {
        String project = project();
        GeneratedKey key = client().generateApiKey(memberOf(project), project);

        client().deleteApiKey(key.apiKey().reveal());

        assertFails(ErrorCode.API_KEY_NOT_FOUND, NotFoundException.class, () -> client().getApiKey(key.keyId()));
    }
}
