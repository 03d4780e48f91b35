package dev.mcpgateway.server.usage;

import java.time.Instant;

/**
 * Where an alert stands.
 *
 * @param isFiring whether what it watches for is the case
 * @param since since when it stands so
 * @param addressesSeen how many addresses of its key it has looked at
 */
public record AlertState(boolean isFiring, Instant since, long addressesSeen) {}
