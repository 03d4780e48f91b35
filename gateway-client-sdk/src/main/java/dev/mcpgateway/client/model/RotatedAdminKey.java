package dev.mcpgateway.client.model;

import dev.mcpgateway.client.Secret;

/**
 * The admin key just made in place of the one that was used.
 *
 * @param adminApikey the new admin key: this answer is the only one that shows it
 */
public record RotatedAdminKey(Secret adminApikey) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public RotatedAdminKey {
        Required.field(adminApikey, "admin_apikey");
    }
}
