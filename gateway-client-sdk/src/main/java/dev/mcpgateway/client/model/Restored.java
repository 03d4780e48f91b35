package dev.mcpgateway.client.model;

import java.util.List;

/**
 * What a restore has brought.
 *
 * @param statistics how much there is of everything
 * @param stillRevoked the ids of the API keys that came back revoked, because they were revoked or deleted after the backup
 */
public record Restored(Statistics statistics, List<String> stillRevoked) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public Restored {
        Required.field(statistics, "statistics");
        stillRevoked = Required.list(stillRevoked);
    }
}
