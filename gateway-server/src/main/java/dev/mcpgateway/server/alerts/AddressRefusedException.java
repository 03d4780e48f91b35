package dev.mcpgateway.server.alerts;

import java.io.IOException;

/** A host has no address that the gateway may connect to. */
final class AddressRefusedException extends IOException {
    private static final long serialVersionUID = 1;

    AddressRefusedException() {
        super("its host has no public address; allow_private_webhooks lets others be used");
    }
}
