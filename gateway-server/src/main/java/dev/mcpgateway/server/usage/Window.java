package dev.mcpgateway.server.usage;

/** A stretch of time up to now that usage is asked for; the slot that is not over yet is in it. */
public enum Window {
    LAST_HOUR("1h", Span.MINUTE, 60, 2, 1),
    LAST_DAY("24h", Span.HOUR, 24, 24, 2),
    LAST_WEEK("7d", Span.DAY, 7, 48, 7),
    LAST_MONTH("30d", Span.DAY, 30, 48, 30);

    private final String wireName;
    private final Span span;
    private final int slots;
    private final int hours;
    private final int days;

    Window(String wireName, Span span, int slots, int hours, int days) {
        this.wireName = wireName;
        this.span = span;
        this.slots = slots;
        this.hours = hours;
        this.days = days;
    }

    /** As requests name it. */
    public String wireName() {
        return wireName;
    }

    Span span() {
        return span;
    }

    int slots() {
        return slots;
    }

    /** How many hours of it are shown one by one. */
    int hours() {
        return hours;
    }

    /** How many days of it are shown one by one. */
    int days() {
        return days;
    }
}
