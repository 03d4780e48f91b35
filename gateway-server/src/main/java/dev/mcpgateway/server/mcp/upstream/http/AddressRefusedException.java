package dev.mcpgateway.server.mcp.upstream.http;

import java.io.IOException;

/** A host has no address that the gateway may connect to. */
public final class AddressRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    AddressRefusedException() {
        super("its host has no address that may be connected to; allow_private_upstreams lets private ones be used");
    }
}
