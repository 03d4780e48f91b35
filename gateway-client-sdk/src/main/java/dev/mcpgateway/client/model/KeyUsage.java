package dev.mcpgateway.client.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much an API key was used.
 *
 * @param keyId the API key's id
 * @param window the window that was asked for
 * @param totalRequests how many requests there were in the window
 * @param errorRate the part of them that failed, from 0 to 1
 * @param requestsPerHour the hours of the window, at most the last 48, the oldest first
 * @param requestsPerDay the days of the window, the oldest first
 * @param statusCounts how often each HTTP status was answered since {@code countingSince}
 * @param endpoints what was called how often since then, the most called first: at most 100, and {@code other} for the rest
 * @param rateLimited how many requests a rate limit refused since then
 * @param authFailures how many requests with the key were refused in the window for who made them, from where or when
 * @param countingSince since when requests are counted
 * @param lastUsedAt when the key was used last; null where it never was
 * @param lastUsedIp the address that it was used from last; null where it never was
 */
public record KeyUsage(
        String keyId,
        String window,
        long totalRequests,
        double errorRate,
        List<SlotCount> requestsPerHour,
        List<SlotCount> requestsPerDay,
        Map<String, Long> statusCounts,
        List<EndpointCount> endpoints,
        long rateLimited,
        long authFailures,
        Instant countingSince,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedIp) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public KeyUsage {
        Required.field(keyId, "key_id");
        Required.field(window, "window");
        requestsPerHour = Required.list(requestsPerHour);
        requestsPerDay = Required.list(requestsPerDay);
        statusCounts = Required.map(statusCounts);
        endpoints = Required.list(endpoints);
        Required.field(countingSince, "counting_since");
    }
}
