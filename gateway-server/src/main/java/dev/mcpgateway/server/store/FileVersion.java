package dev.mcpgateway.server.store;

/**
 * One content of the configuration file.
 *
 * @param seq the commit that the file holds everything up to
 * @param sha256 of its bytes, in lower-case hex
 */
record FileVersion(long seq, String sha256) {}
