package dev.mcpgateway.server.domain;

/**
 * One step from a {@link GatewayState} to the next. A mutation is a list of them, made durable and applied together.
 *
 * <p>A change carries the whole record as it is to be, never a difference: replaying one twice does no harm.
 */
public sealed interface Change {
    record ConfigSaved(McpConfig config) implements Change {}

    record ConfigDeleted(String configId) implements Change {}

    record ProjectSaved(Project project) implements Change {}

    /** Its memberships go with it. */
    record ProjectDeleted(String projectId) implements Change {}

    record UserSaved(User user) implements Change {}

    /** The memberships go with the user; keys are deleted by changes of their own. */
    record UserDeleted(String userId) implements Change {}

    record MemberAdded(String projectId, String userId) implements Change {}

    record MemberRemoved(String projectId, String userId) implements Change {}

    record KeySaved(ApiKey key) implements Change {}

    /** The id is remembered, so that no restore brings the key back to life. */
    record KeyDeleted(String keyId) implements Change {}

    /**
     * A key that a file held in clear has got its hash, or any key one that costs more; a key that is gone or has got another
     * secret is left alone. Nothing that anybody is shown changes, so versions stay.
     */
    record KeyHashed(String keyId, KeyCredential credential) implements Change {}

    record SettingsSaved(Settings settings) implements Change {}

    /** Everything is replaced: a restore, a reset, an edit of the file by hand. */
    record StateReplaced(GatewayState state) implements Change {}
}
