package dev.mcpgateway.client.model;

/**
 * Over how long usage is asked for, up to now.
 *
 * @param value the word on the wire
 */
public record UsageWindow(String value) implements OpenEnum {
    /** The last hour, by minutes. */
    public static final UsageWindow LAST_HOUR = new UsageWindow("1h");

    /** The last 24 hours, by hours: the default. */
    public static final UsageWindow LAST_DAY = new UsageWindow("24h");

    /** The last 7 days, by days in UTC. */
    public static final UsageWindow LAST_WEEK = new UsageWindow("7d");

    /** The last 30 days, by days in UTC. */
    public static final UsageWindow LAST_MONTH = new UsageWindow("30d");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
