package dev.mcpgateway.server.domain;

/** Which requests are logged. */
public enum AccessLogLevel {
    /** Every request. */
    ALL,
    /** Those that may change something, and those that failed. */
    CHANGES,
    /** None. */
    NONE
}
