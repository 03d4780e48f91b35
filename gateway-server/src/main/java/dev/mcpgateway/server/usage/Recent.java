package dev.mcpgateway.server.usage;

/** How many calls a stretch of time had that ends now, about: its beginning is in the middle of a slot. */
public record Recent(double count, double errors) {
    public static final Recent NOTHING = new Recent(0, 0);

    /** The part of calls that failed, from 0 to 1; 0 where there were none. */
    public double errorRate() {
        return count == 0 ? 0 : errors / count;
    }
}
