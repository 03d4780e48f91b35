package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.AlertItem;
import dev.mcpgateway.client.model.AlertSettings;
import dev.mcpgateway.client.model.AlertState;
import dev.mcpgateway.client.model.AlertType;
import dev.mcpgateway.client.model.CreatedAlert;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.KeyDetails;
import dev.mcpgateway.client.model.KeyItem;
import dev.mcpgateway.client.model.KeyRateLimit;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.KeyStatus;
import dev.mcpgateway.client.model.KeyUpdate;
import dev.mcpgateway.client.model.KeyUsage;
import dev.mcpgateway.client.model.RegeneratedKey;
import dev.mcpgateway.client.model.RotatedKey;
import dev.mcpgateway.client.model.UsageWindow;
import dev.mcpgateway.client.model.VerifiedKey;
import java.util.List;
import java.util.Map;
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

    @Test
    default void whatIsSetOnAKeyCanBeChangedUntilItIsRevoked() {
        String project = project();
        GeneratedKey key = client().generateApiKey(
                        memberOf(project),
                        project,
                        KeySettings.builder().scopes(List.of("tools:call")).build());
        assertEquals(List.of("tools:call"), key.scopes());

        KeyUpdate update = KeyUpdate.builder()
                .scopes(null)
                .rateLimit(new KeyRateLimit(5, 60))
                .metadata(Map.of("team", "platform"))
                .build();
        KeyItem changed = client().updateApiKey(key.keyId(), update);
        assertTrue(changed.unrestricted());
        assertEquals(new KeyRateLimit(5, 60), changed.rateLimit());
        assertEquals(Map.of("team", "platform"), changed.metadata());

        assertEquals(KeyStatus.REVOKED, client().revokeApiKey(key.keyId()).status());
        assertFails(
                ErrorCode.API_KEY_REVOKED, ConflictException.class, () -> client().updateApiKey(key.keyId(), update));
    }

    @Test
    default void theUsageOfANewKeyIsNone() {
        String project = project();
        String key = client().generateApiKey(memberOf(project), project).keyId();

        KeyUsage day = client().getApiKeyUsage(key);
        assertEquals(0, day.totalRequests());
        assertEquals("24h", day.window());
        assertEquals(24, day.requestsPerHour().size());
        assertNull(day.lastUsedAt());
        assertEquals(
                30,
                client().getApiKeyUsage(key, UsageWindow.LAST_MONTH)
                        .requestsPerDay()
                        .size());
    }

    @Test
    default void anAlertIsOnItsKeyUntilItIsDeleted() {
        String project = project();
        String key = client().generateApiKey(memberOf(project), project).keyId();

        CreatedAlert made = client().createAlert(
                        key,
                        AlertType.ERROR_RATE,
                        AlertSettings.builder()
                                .threshold(0.25)
                                .webhookUrl("https://hooks.example.com/gateway")
                                .build());
        assertEquals(0.25, made.threshold());
        assertNotNull(made.webhookSecret());
        String other = client().createAlert(key, AlertType.NEW_IP).alertId();

        assertEquals(
                List.of(made.alertId(), other),
                client().listAlerts(key).stream().map(AlertItem::alertId).toList());
        assertTrue(client().listAllAlerts(AlertState.OK).stream()
                .map(AlertItem::alertId)
                .toList()
                .contains(other));
        client().deleteAlert(key, made.alertId());
        assertFails(
                ErrorCode.ALERT_NOT_FOUND, NotFoundException.class, () -> client().deleteAlert(key, made.alertId()));
        assertFalse(client().listAllAlerts().stream()
                .map(AlertItem::alertId)
                .toList()
                .contains(made.alertId()));
    }

    @Test
    default void aKeyIsVerifiedAsItStands() {
        String project = project();
        GeneratedKey key = client().generateApiKey(
                        memberOf(project),
                        project,
                        KeySettings.builder()
                                .scopes(List.of("tools:call"))
                                .rateLimit(new KeyRateLimit(5, 60))
                                .build());
        String shown = key.apiKey().reveal();

        assertEquals(new VerifiedKey(true, null, key.keyId(), List.of("tools:call"), 5), client().verifyApiKey(shown));
        client().disableApiKey(key.keyId());
        assertEquals(
                new VerifiedKey(false, "disabled_api_key", key.keyId(), List.of("tools:call"), 5),
                client().verifyApiKey(shown));
        client().revokeApiKey(key.keyId());
        assertEquals(new VerifiedKey(false, "invalid_api_key", null, null, null), client().verifyApiKey(shown));
    }

    @Test
    default void whoHasAKeySeesWhatTheAdministratorSeesOfItAndOfItsUse() {
        String project = project();
        GeneratedKey key = client().generateApiKey(memberOf(project), project);
        try (GatewayClient owner =
                Gateways.holder(gateway(), key.apiKey()).observation(notes()).build()) {
            GatewayClient holder = caller(owner);

            KeyItem own = holder.whoAmI();
            assertEquals(key.keyId(), own.keyId());
            assertEquals(key.maskedKey(), own.apiKey());
            assertEquals(key.userEmail(), own.userEmail());

            KeyUsage usage = holder.getOwnApiKeyUsage();
            assertEquals(key.keyId(), usage.keyId());
            assertEquals("24h", usage.window());
            assertEquals(1, usage.totalRequests(), "the read of a moment ago");
            KeyUsage hour = holder.getOwnApiKeyUsage(UsageWindow.LAST_HOUR);
            assertEquals("1h", hour.window());
            assertEquals(3, client().getApiKeyUsage(key.keyId()).totalRequests());
        }
    }
}
