package dev.mcpgateway.server.domain;

/** What takes the place of a key that a file holds in clear, as the Python gateway writes it. */
public interface ClearKeys {
    /** An id for the key, the same at every reading. */
    String keyId(Secret key);

    /** What is stored from now on; takes tens of milliseconds. */
    KeyCredential credential(Secret key);

    /** What stands for the key until its hash is made; takes microseconds. */
    KeyCredential unhashed(Secret key);
}
