package dev.mcpgateway.server.store;

import java.io.IOException;
import java.nio.file.Path;

/** A process that holds a store's lock until its standard input ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws IOException, StoreOpenException {
        try (StoreLock lock = StoreLock.take(StoreLocation.of(Path.of(args[0])))) {
            System.out.println(lock == null ? "" : "locked");
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }
}
