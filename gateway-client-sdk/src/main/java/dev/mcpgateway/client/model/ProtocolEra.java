package dev.mcpgateway.client.model;

/**
 * A generation of the Model Context Protocol.
 *
 * @param value the word on the wire
 */
public record ProtocolEra(String value) implements OpenEnum {
    /** The versions up to 2025-11-25. */
    public static final ProtocolEra LEGACY = new ProtocolEra("legacy");

    /** The versions from 2026-07-28 on. */
    public static final ProtocolEra MODERN = new ProtocolEra("modern");

    /** The word itself. */
    @Override
    public String toString() {
        return value;
    }
}
