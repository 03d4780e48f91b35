package dev.mcpgateway.server.domain;

import org.jspecify.annotations.Nullable;

/**
 * What the configuration file holds beside configurations, projects, users and keys.
 *
 * @param adminKey opens the admin API; null while none is configured
 * @param common {@code common_mcp_gateway_config}, as the documented system has it
 * @param plugins {@code plugins}: the guardrail and telemetry providers and their settings
 * @param gateway {@code gateway}: this gateway's own process-wide settings
 * @param extra members of the file that this version does not know
 */
public record Settings(
        @Nullable Secret adminKey, Attributes common, Attributes plugins, Attributes gateway, Attributes extra) {
    public static final Settings EMPTY =
            new Settings(null, Attributes.EMPTY, Attributes.EMPTY, Attributes.EMPTY, Attributes.EMPTY);

    /** With another key; what a file had in its place and was none ends with the first one. */
    Settings withAdminKey(@Nullable Secret key) {
        return new Settings(key, common, plugins, gateway, key == null ? extra : extra.without("admin_apikey"));
    }

    Settings withPlugins(Attributes changed) {
        return new Settings(adminKey, common, changed, gateway, extra);
    }
}
