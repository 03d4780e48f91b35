package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.Sender;
import dev.mcpgateway.client.model.AlertItem;
import dev.mcpgateway.client.model.AlertSettings;
import dev.mcpgateway.client.model.AlertState;
import dev.mcpgateway.client.model.AlertType;
import dev.mcpgateway.client.model.CreatedAlert;
import dev.mcpgateway.client.model.DeletedKeys;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.KeyDetails;
import dev.mcpgateway.client.model.KeyItem;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.KeyUpdate;
import dev.mcpgateway.client.model.KeyUsage;
import dev.mcpgateway.client.model.RegeneratedKey;
import dev.mcpgateway.client.model.RotatedKey;
import dev.mcpgateway.client.model.UsageWindow;
import dev.mcpgateway.client.model.VerifiedKey;
import java.time.Duration;
import java.util.List;

/** The operations on API keys. */
public interface ApiKeysApi extends Sender {

    /**
     * Generates an API key. For a member of the project. The key is shown in this answer and never again: only an Argon2id hash of it is stored. A caller that may have to repeat the call gives a {@code client_token} with it: the same one for the same user and project makes no second key, and the refusal names the first.
     *
     * @param user the user's id or email
     * @param project the project's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default GeneratedKey generateApiKey(String user, String project) {
        return send(ApiKeyCalls.generateApiKey(user, project)).value();
    }

    /**
     * Generates an API key. For a member of the project. The key is shown in this answer and never again: only an Argon2id hash of it is stored. A caller that may have to repeat the call gives a {@code client_token} with it: the same one for the same user and project makes no second key, and the refusal names the first.
     *
     * @param user the user's id or email
     * @param project the project's id or name
     * @param settings the key's settings
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default GeneratedKey generateApiKey(String user, String project, KeySettings settings) {
        return send(ApiKeyCalls.generateApiKey(user, project, settings)).value();
    }

    /**
     * Lists a user's API keys. Masked, in the order of their creation; revoked and expired ones too.
     *
     * @param user the user's id or email
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default List<KeyItem> listUserApiKeys(String user) {
        return send(ApiKeyCalls.listUserApiKeys(user)).value();
    }

    /**
     * Lists a user's API keys. Masked, in the order of their creation; revoked and expired ones too. One part of the list; see {@link Page#stream}.
     *
     * @param user the user's id or email
     * @param page which part of the list
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Page<KeyItem> listUserApiKeys(String user, PageRequest page) {
        return send(ApiKeyCalls.listUserApiKeys(user, page)).value();
    }

    /**
     * Lists a user's API keys. Masked, in the order of their creation; revoked and expired ones too. Of one project alone.
     *
     * @param user the user's id or email
     * @param project the project's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default List<KeyItem> listUserApiKeys(String user, String project) {
        return send(ApiKeyCalls.listUserApiKeys(user, project)).value();
    }

    /**
     * Lists a user's API keys. Masked, in the order of their creation; revoked and expired ones too. One part of the list, of one project alone.
     *
     * @param user the user's id or email
     * @param project the project's id or name
     * @param page which part of the list
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Page<KeyItem> listUserApiKeys(String user, String project, PageRequest page) {
        return send(ApiKeyCalls.listUserApiKeys(user, project, page)).value();
    }

    /**
     * Deletes all API keys of a user. Revoked and expired ones too; says how many there were.
     *
     * @param user the user's id or email
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default DeletedKeys deleteAllUserApiKeys(String user) {
        return send(ApiKeyCalls.deleteAllUserApiKeys(user)).value();
    }

    /**
     * Lists all API keys. Masked, in the order of their creation; revoked and expired ones too.
     */
    default List<KeyItem> listApiKeys() {
        return send(ApiKeyCalls.listApiKeys()).value();
    }

    /**
     * Lists all API keys. Masked, in the order of their creation; revoked and expired ones too. One part of the list; see {@link Page#stream}.
     *
     * @param page which part of the list
     */
    default Page<KeyItem> listApiKeys(PageRequest page) {
        return send(ApiKeyCalls.listApiKeys(page)).value();
    }

    /**
     * Gets an API key. By its id or by the key itself; a mask finds nothing.
     *
     * @param apiKey the id of the API key, or the key itself
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default KeyDetails getApiKey(String apiKey) {
        return send(ApiKeyCalls.getApiKey(apiKey)).value();
    }

    /**
     * Deletes an API key. It is refused from then on, and a restore does not bring it back to life.
     *
     * @param apiKey the id of the API key, or the key itself
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default void deleteApiKey(String apiKey) {
        send(ApiKeyCalls.deleteApiKey(apiKey));
    }

    /**
     * Rotates an API key. Makes a new key with the settings of the old one; a disabled key stays disabled. The old key is revoked at once, or works on for {@code grace_period_seconds} (0 to 604800).
     *
     * @param apiKey the id of the API key, or the key itself
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default RotatedKey rotateApiKey(String apiKey) {
        return send(ApiKeyCalls.rotateApiKey(apiKey)).value();
    }

    /**
     * Rotates an API key. Makes a new key with the settings of the old one; a disabled key stays disabled. The old key is revoked at once, or works on for {@code grace_period_seconds} (0 to 604800).
     *
     * @param apiKey the id of the API key, or the key itself
     * @param gracePeriod how long the old key still works, in whole seconds, up to 7 days
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default RotatedKey rotateApiKey(String apiKey, Duration gracePeriod) {
        return send(ApiKeyCalls.rotateApiKey(apiKey, gracePeriod)).value();
    }

    /**
     * Regenerates an API key. Gives the key a new secret under the same id; all that is set on it stays, and a disabled key stays disabled. The old secret is refused from then on, and a restore does not bring it back.
     *
     * @param apiKey the id of the API key, or the key itself
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default RegeneratedKey regenerateApiKey(String apiKey) {
        return send(ApiKeyCalls.regenerateApiKey(apiKey)).value();
    }

    /**
     * Disables an API key. It is refused until it is enabled again.
     *
     * @param apiKey the id of the API key, or the key itself
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default KeyItem disableApiKey(String apiKey) {
        return send(ApiKeyCalls.disableApiKey(apiKey)).value();
    }

    /**
     * Enables an API key. Ends what disableApiKey began. A revoked key stays revoked.
     *
     * @param apiKey the id of the API key, or the key itself
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default KeyItem enableApiKey(String apiKey) {
        return send(ApiKeyCalls.enableApiKey(apiKey)).value();
    }

    /**
     * Gets the usage of an API key. How much it was used, up to now, in minutes, hours and days of the clock in UTC, of which the last is not over. Statuses, endpoints and what a limit refused are counted from {@code counting_since}. Of the last 24 hours.
     *
     * @param apiKey the id of the API key, or the key itself
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default KeyUsage getApiKeyUsage(String apiKey) {
        return send(ApiKeyCalls.getApiKeyUsage(apiKey)).value();
    }

    /**
     * Gets the usage of an API key. How much it was used, up to now, in minutes, hours and days of the clock in UTC, of which the last is not over. Statuses, endpoints and what a limit refused are counted from {@code counting_since}.
     *
     * @param apiKey the id of the API key, or the key itself
     * @param window over how long
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default KeyUsage getApiKeyUsage(String apiKey, UsageWindow window) {
        return send(ApiKeyCalls.getApiKeyUsage(apiKey, window)).value();
    }

    /**
     * Creates an alert on an API key, as usual for its type. Each change of its state is reported once: in the log, by {@link #listAllAlerts()}, and as a signed POST to its webhook, tried five times in an hour. A rotation hands the alerts of a key to the new one.
     *
     * @param apiKey the id of the API key, or the key itself
     * @param type what it watches for; an error rate, a request rate and refused authentications need a threshold
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default CreatedAlert createAlert(String apiKey, AlertType type) {
        return send(ApiKeyCalls.createAlert(apiKey, type)).value();
    }

    /**
     * Creates an alert on an API key. Each change of its state is reported once: in the log, by {@link #listAllAlerts()}, and as a signed POST to its webhook, tried five times in an hour. A rotation hands the alerts of a key to the new one.
     *
     * @param apiKey the id of the API key, or the key itself
     * @param type what it watches for
     * @param settings when it fires, and whom it tells
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default CreatedAlert createAlert(String apiKey, AlertType type, AlertSettings settings) {
        return send(ApiKeyCalls.createAlert(apiKey, type, settings)).value();
    }

    /**
     * Lists the alerts of an API key. In the order of their creation, with where each stands.
     *
     * @param apiKey the id of the API key, or the key itself
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default List<AlertItem> listAlerts(String apiKey) {
        return send(ApiKeyCalls.listAlerts(apiKey)).value();
    }

    /**
     * Lists the alerts of an API key. In the order of their creation, with where each stands. One part of the list; see {@link Page#stream}.
     *
     * @param apiKey the id of the API key, or the key itself
     * @param page which part of the list
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Page<AlertItem> listAlerts(String apiKey, PageRequest page) {
        return send(ApiKeyCalls.listAlerts(apiKey, page)).value();
    }

    /**
     * Deletes an alert. Nothing more is reported of it, and what waits to be sent to its webhook is not sent.
     *
     * @param apiKey the id of the API key, or the key itself
     * @param alertId the alert's id
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default void deleteAlert(String apiKey, String alertId) {
        send(ApiKeyCalls.deleteAlert(apiKey, alertId));
    }

    /**
     * Lists the alerts of all API keys. In the order of their creation.
     */
    default List<AlertItem> listAllAlerts() {
        return send(ApiKeyCalls.listAllAlerts()).value();
    }

    /**
     * Lists the alerts of all API keys. In the order of their creation. One part of the list; see {@link Page#stream}.
     *
     * @param page which part of the list
     */
    default Page<AlertItem> listAllAlerts(PageRequest page) {
        return send(ApiKeyCalls.listAllAlerts(page)).value();
    }

    /**
     * Lists the alerts of all API keys. In the order of their creation; those alone that stand so.
     *
     * @param state where they stand
     */
    default List<AlertItem> listAllAlerts(AlertState state) {
        return send(ApiKeyCalls.listAllAlerts(state)).value();
    }

    /**
     * Lists the alerts of all API keys. In the order of their creation; those alone that stand so. One part of the list.
     *
     * @param state where they stand
     * @param page which part of the list
     */
    default Page<AlertItem> listAllAlerts(AlertState state, PageRequest page) {
        return send(ApiKeyCalls.listAllAlerts(state, page)).value();
    }

    /**
     * Changes what is set on an API key. The key itself stays. A revoked or expired key cannot be changed.
     *
     * @param apiKey the id of the API key, or the key itself
     * @param update what is to change
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default KeyItem updateApiKey(String apiKey, KeyUpdate update) {
        return send(ApiKeyCalls.updateApiKey(apiKey, update)).value();
    }

    /**
     * Revokes an API key. For good: it cannot be enabled again, and no restore brings it back. It stays listed until it is deleted.
     *
     * @param apiKey the id of the API key, or the key itself
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default KeyItem revokeApiKey(String apiKey) {
        return send(ApiKeyCalls.revokeApiKey(apiKey)).value();
    }

    /**
     * Verifies an API key. Says whether the key would be accepted now, as far as that depends on the key alone: not from where it is used and not whether a request is signed. It counts against no limit.
     *
     * @param apiKey the key itself; an id is none
     */
    default VerifiedKey verifyApiKey(String apiKey) {
        return send(ApiKeyCalls.verifyApiKey(apiKey)).value();
    }

    /**
     * Gets the key in use. For a client that has a {@linkplain dev.mcpgateway.client.GatewayClientBuilder#userKey user key}: what the administrator sees of it; any scopes will do.
     *
     * @throws dev.mcpgateway.client.error.PermissionDeniedException if the client has the admin key
     */
    default KeyItem whoAmI() {
        return send(ApiKeyCalls.whoAmI()).value();
    }

    /**
     * Shows how much the key in use was used. In the last 24 hours; for a client that has a {@linkplain dev.mcpgateway.client.GatewayClientBuilder#userKey user key}.
     *
     * @throws dev.mcpgateway.client.error.PermissionDeniedException if the key has no scope for it, or is the admin key
     */
    default KeyUsage getOwnApiKeyUsage() {
        return send(ApiKeyCalls.getOwnApiKeyUsage()).value();
    }

    /**
     * Shows how much the key in use was used. For a client that has a {@linkplain dev.mcpgateway.client.GatewayClientBuilder#userKey user key}.
     *
     * @param window over how long, up to now
     * @throws dev.mcpgateway.client.error.PermissionDeniedException if the key has no scope for it, or is the admin key
     */
    default KeyUsage getOwnApiKeyUsage(UsageWindow window) {
        return send(ApiKeyCalls.getOwnApiKeyUsage(window)).value();
    }
}
