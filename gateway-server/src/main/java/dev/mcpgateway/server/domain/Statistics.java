package dev.mcpgateway.server.domain;

import java.time.Instant;

/** How much there is of everything; keys that are revoked or expired are not counted. */
public record Statistics(int totalProjects, int totalUsers, int totalConfigs, int totalApiKeys, int disabledApiKeys) {
    public static Statistics of(GatewayState state, Instant now) {
        int keys = 0;
        int disabled = 0;
        for (ApiKey key : state.keys()) {
            if (key.isLive(now)) {
                keys++;
                disabled += key.lifecycle().disabled() ? 1 : 0;
            }
        }
        return new Statistics(
                state.projects().size(), state.users().size(), state.configs().size(), keys, disabled);
    }
}
