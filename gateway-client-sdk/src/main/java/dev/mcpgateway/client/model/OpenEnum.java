package dev.mcpgateway.client.model;

/**
 * A word out of a set that may grow. Those known today are constants of the implementing records; a later gateway may send others, which
 * are kept as they are and compare by their value.
 */
public interface OpenEnum {

    /** The word on the wire. */
    String value();
}
