package dev.mcpgateway.server.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A process that takes a store's lock, says whether it got it, and keeps it until its standard input ends. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws IOException {
        try (StoreLock lock = StoreLock.take(StoreLocation.of(Path.of(args[0])))) {
            System.out.println(lock.isHeld() ? "taken" : "lost");
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (StoreOpenException refused) {
            System.out.println(refused.reason());
        }
    }

    static Process start(Path file) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
