package dev.mcpgateway.server.usage;

/** How many calls there were, and how many of them failed. */
public record Count(long count, long errors) {
    public static final Count NONE = new Count(0, 0);

    /** The part of calls that failed, from 0 to 1; 0 where there were none. */
    public double errorRate() {
        return count == 0 ? 0 : (double) errors / count;
    }
}
