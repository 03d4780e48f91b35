package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Sender;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.ResetDone;
import dev.mcpgateway.client.model.Restored;
import dev.mcpgateway.client.model.RotatedAdminKey;
import dev.mcpgateway.client.model.WrittenFile;

/** The operations on the whole state. */
public interface SystemApi extends Sender {

    /**
     * Backs up everything. To a file on the gateway's machine, or inline where none is named. The document holds the real values of secrets and the admin key; of API keys it holds hashes alone. The document itself; it holds secrets, the admin key among them.
     *
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default JsonDocument backup() {
        return send(SystemCalls.backup()).value();
    }

    /**
     * Backs up everything. To a file on the gateway's machine, or inline where none is named. The document holds the real values of secrets and the admin key; of API keys it holds hashes alone. To a file on the gateway's machine.
     *
     * @param outputFile a file on the gateway's machine: relative to its {@code exports} folder, or absolute
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default WrittenFile backup(String outputFile) {
        return send(SystemCalls.backup(outputFile)).value();
    }

    /**
     * Restores a backup. All or nothing: the whole document is checked before anything changes. A key that was revoked or deleted since comes back revoked ({@code still_revoked}). The admin key of the backup takes effect unless {@code keep_admin_key} is true.
     *
     * @param backup what {@link #backup()} gave
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Restored restore(JsonDocument backup) {
        return send(SystemCalls.restore(backup)).value();
    }

    /**
     * Restores a backup. All or nothing: the whole document is checked before anything changes. A key that was revoked or deleted since comes back revoked ({@code still_revoked}). The admin key of the backup takes effect unless {@code keep_admin_key} is true.
     *
     * @param backup what {@link #backup()} gave
     * @param keepAdminKey whether the present admin key stays; else the backup's takes its place, and this client's may work no more
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Restored restore(JsonDocument backup, boolean keepAdminKey) {
        return send(SystemCalls.restore(backup, keepAdminKey)).value();
    }

    /**
     * Restores a backup. All or nothing: the whole document is checked before anything changes. A key that was revoked or deleted since comes back revoked ({@code still_revoked}). The admin key of the backup takes effect unless {@code keep_admin_key} is true.
     *
     * @param inputFile a file on the gateway's machine: relative to its {@code exports} folder, or absolute
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Restored restore(String inputFile) {
        return send(SystemCalls.restore(inputFile)).value();
    }

    /**
     * Restores a backup. All or nothing: the whole document is checked before anything changes. A key that was revoked or deleted since comes back revoked ({@code still_revoked}). The admin key of the backup takes effect unless {@code keep_admin_key} is true.
     *
     * @param inputFile a file on the gateway's machine: relative to its {@code exports} folder, or absolute
     * @param keepAdminKey whether the present admin key stays
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Restored restore(String inputFile, boolean keepAdminKey) {
        return send(SystemCalls.restore(inputFile, keepAdminKey)).value();
    }

    /**
     * Resets everything. Writes a backup file first, then puts the default state in place of everything, with a new admin key that is shown in this answer alone.
     *
     * @param confirm true; anything else is refused
     */
    default ResetDone reset(boolean confirm) {
        return send(SystemCalls.reset(confirm)).value();
    }

    /**
     * Rotates the admin key. The old one opens nothing from then on, and this client has it still: make another with the new one.
     */
    default RotatedAdminKey rotateAdminKey() {
        return send(SystemCalls.rotateAdminKey()).value();
    }
}
