package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.Sender;
import dev.mcpgateway.client.model.DeletedKeys;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.KeyDetails;
import dev.mcpgateway.client.model.KeyItem;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.RegeneratedKey;
import dev.mcpgateway.client.model.RotatedKey;
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
}
