package dev.mcpgateway.client.model;

import org.jspecify.annotations.Nullable;

/**
 * The telemetry settings.
 *
 * @param enabled whether telemetry is to be exported
 * @param url where to; or null
 * @param insecure whether telemetry may be sent without TLS
 * @param effective whether anything is exported
 */
public record Telemetry(boolean enabled, @Nullable String url, boolean insecure, boolean effective) {}
