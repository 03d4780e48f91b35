package dev.mcpgateway.client.api;

import dev.mcpgateway.client.AsyncSender;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.ResetDone;
import dev.mcpgateway.client.model.Restored;
import dev.mcpgateway.client.model.RotatedAdminKey;
import dev.mcpgateway.client.model.WrittenFile;
import java.util.concurrent.CompletableFuture;

/** As {@link SystemApi}, with a future for every result. */
public interface SystemAsyncApi extends AsyncSender {

    /** As {@link SystemApi#backup()}. */
    default CompletableFuture<JsonDocument> backup() {
        return call(SystemCalls.backup());
    }

    /** As {@link SystemApi#backup(String)}. */
    default CompletableFuture<WrittenFile> backup(String outputFile) {
        return call(SystemCalls.backup(outputFile));
    }

    /** As {@link SystemApi#restore(JsonDocument)}. */
    default CompletableFuture<Restored> restore(JsonDocument backup) {
        return call(SystemCalls.restore(backup));
    }

    /** As {@link SystemApi#restore(JsonDocument, boolean)}. */
    default CompletableFuture<Restored> restore(JsonDocument backup, boolean keepAdminKey) {
        return call(SystemCalls.restore(backup, keepAdminKey));
    }

    /** As {@link SystemApi#restore(String)}. */
    default CompletableFuture<Restored> restore(String inputFile) {
        return call(SystemCalls.restore(inputFile));
    }

    /** As {@link SystemApi#restore(String, boolean)}. */
    default CompletableFuture<Restored> restore(String inputFile, boolean keepAdminKey) {
        return call(SystemCalls.restore(inputFile, keepAdminKey));
    }

    /** As {@link SystemApi#reset(boolean)}. */
    default CompletableFuture<ResetDone> reset(boolean confirm) {
        return call(SystemCalls.reset(confirm));
    }

    /** As {@link SystemApi#rotateAdminKey()}. */
    default CompletableFuture<RotatedAdminKey> rotateAdminKey() {
        return call(SystemCalls.rotateAdminKey());
    }
}
