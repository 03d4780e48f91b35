package dev.mcpgateway.server.usage;

import java.net.InetAddress;
import java.time.Instant;

/** When a key was used last, and from where. */
public record LastUse(Instant at, InetAddress from) {}
