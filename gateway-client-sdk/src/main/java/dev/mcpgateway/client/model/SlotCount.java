package dev.mcpgateway.client.model;

import java.time.Instant;

/**
 * The requests of one hour or day.
 *
 * @param start when it began
 * @param count how many there were
 * @param errors how many of them failed
 */
public record SlotCount(Instant start, long count, long errors) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public SlotCount {
        Required.field(start, "start");
    }
}
