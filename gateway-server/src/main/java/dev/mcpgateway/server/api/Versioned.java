package dev.mcpgateway.server.api;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** Output whose answer carries an ETag. */
public interface Versioned {
    /** The highest commit number of anything shown ({@link dev.mcpgateway.server.domain.Versions}). */
    @JsonIgnore
    long version();
}
