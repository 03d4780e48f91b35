package dev.mcpgateway.server.domain;

import java.util.Locale;

/** What an alert watches for. */
public enum AlertType {
    /** The part of calls that fail. */
    ERROR_RATE,
    /** Calls a minute. */
    REQUEST_RATE,
    /** Calls that are refused for who makes them. */
    AUTH_FAILURES,
    /** A use from an address that the key was not used from before. */
    NEW_IP,
    /** The days that a key has left. */
    EXPIRING,
    /** The days since a key was used. */
    UNUSED;

    /** As documents and requests have it: in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
