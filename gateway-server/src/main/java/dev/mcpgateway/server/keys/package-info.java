/**
 * API keys: their form, their hashes, and who may come in with one.
 *
 * <p>A user key is 26 random Base62 characters with a checksum; of it the gateway keeps a look-up, an Argon2id hash and
 * a mask, never the key. Argon2id is meant to be slow, so it runs once per key and process
 * ({@link dev.mcpgateway.server.keys.KeyVerifier}), on two threads of its own, and not at all for a key that no record
 * is found for.
 */
@NullMarked
package dev.mcpgateway.server.keys;

import org.jspecify.annotations.NullMarked;
