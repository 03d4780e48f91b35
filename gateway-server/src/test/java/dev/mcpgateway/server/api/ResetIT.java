package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.StorageException;
import dev.mcpgateway.server.store.MemoryFiles;
import dev.mcpgateway.server.testing.TestGateway;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ResetIT {
    @Test
    void aUserMadeBetweenTheBackupAndTheResetIsInTheBackupFile() {
        AtomicReference<Runnable> afterFirstWrite = new AtomicReference<>(() -> {});
        MemoryFiles files = new MemoryFiles();
        ExchangeFiles interrupted = new ExchangeFiles() {
            @Override
            public Path write(String field, String requested, byte[] document) {
                Path file = files.write(field, requested, document);
                afterFirstWrite.getAndSet(() -> {}).run();
                return file;
            }

            @Override
            public byte[] read(String field, String requested) {
                return files.read(field, requested);
            }
        };
        try (TestGateway gateway = TestGateway.prepared().files(interrupted).start()) {
            afterFirstWrite.set(() -> gateway.post("/api/v1/users", "{\"email\":\"late@example.com\"}")
                    .expect(201));

            String backup = gateway.post("/api/v1/system/reset", "{\"confirm\":true}")
                    .expect(200)
                    .data()
                    .path("backup_file")
                    .textValue();

            assertEquals(404, gateway.get("/api/v1/users/late@example.com").status());
            String content = new String(files.read("input_file", backup), StandardCharsets.UTF_8);
            assertTrue(content.contains("late@example.com"), "the backup has what was acknowledged before the reset");
        }
    }

    @Test
    void theNewAdminKeyIsShownThoughTheBackupCannotBeWrittenOnceMore() {
        AtomicReference<Runnable> afterFirstWrite = new AtomicReference<>(() -> {});
        AtomicBoolean full = new AtomicBoolean();
        MemoryFiles files = new MemoryFiles();
        ExchangeFiles filling = new ExchangeFiles() {
            @Override
            public Path write(String field, String requested, byte[] document) {
                if (full.get()) {
                    throw new StorageException("the disk is full");
                }
                Path file = files.write(field, requested, document);
                afterFirstWrite.getAndSet(() -> {}).run();
                return file;
            }

            @Override
            public byte[] read(String field, String requested) {
                return files.read(field, requested);
            }
        };
        try (TestGateway gateway = TestGateway.prepared().files(filling).start()) {
            afterFirstWrite.set(() -> {
                gateway.post("/api/v1/users", "{\"email\":\"late@example.com\"}")
                        .expect(201);
                full.set(true);
            });

            String adminKey = gateway.post("/api/v1/system/reset", "{\"confirm\":true}")
                    .expect(200)
                    .data()
                    .path("admin_apikey")
                    .textValue();

            assertTrue(adminKey.startsWith("mgw_admin_"), "without it nobody gets in any more");
        }
    }
}
