package dev.mcpgateway.client.model;

import dev.mcpgateway.client.Secret;

/**
 * What a reset has left.
 *
 * @param adminApikey the new admin key: this answer is the only one that shows it
 * @param backupFile the file on the gateway's machine that the state was backed up to
 */
public record ResetDone(Secret adminApikey, String backupFile) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public ResetDone {
        Required.field(adminApikey, "admin_apikey");
        Required.field(backupFile, "backup_file");
    }
}
