package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.internal.PreparedCall;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.ResetDone;
import dev.mcpgateway.client.model.Restored;
import dev.mcpgateway.client.model.RotatedAdminKey;
import dev.mcpgateway.client.model.WrittenFile;

/** The calls of {@link SystemApi} and {@link SystemAsyncApi}, to be sent by {@link dev.mcpgateway.client.GatewayClient#send}. */
public final class SystemCalls {
    private SystemCalls() {}

    /** Of {@link SystemApi#backup()}. */
    public static Call<JsonDocument> backup() {
        return PreparedCall.post("backup", "/api/v1/system/backup").answers(JsonDocument.class);
    }

    /** Of {@link SystemApi#backup(String)}. */
    public static Call<WrittenFile> backup(String outputFile) {
        return PreparedCall.post("backup", "/api/v1/system/backup")
                .field("output_file", outputFile)
                .answers(WrittenFile.class);
    }

    /** Of {@link SystemApi#restore(JsonDocument)}. */
    public static Call<Restored> restore(JsonDocument backup) {
        return PreparedCall.post("restore", "/api/v1/system/restore")
                .field("backup", backup)
                .answers(Restored.class);
    }

    /** Of {@link SystemApi#restore(JsonDocument, boolean)}. */
    public static Call<Restored> restore(JsonDocument backup, boolean keepAdminKey) {
        return PreparedCall.post("restore", "/api/v1/system/restore")
                .field("backup", backup)
                .field("keep_admin_key", keepAdminKey)
                .answers(Restored.class);
    }

    /** Of {@link SystemApi#restore(String)}. */
    public static Call<Restored> restore(String inputFile) {
        return PreparedCall.post("restore", "/api/v1/system/restore")
                .field("input_file", inputFile)
                .answers(Restored.class);
    }

    /** Of {@link SystemApi#restore(String, boolean)}. */
    public static Call<Restored> restore(String inputFile, boolean keepAdminKey) {
        return PreparedCall.post("restore", "/api/v1/system/restore")
                .field("input_file", inputFile)
                .field("keep_admin_key", keepAdminKey)
                .answers(Restored.class);
    }

    /** Of {@link SystemApi#reset(boolean)}. */
    public static Call<ResetDone> reset(boolean confirm) {
        return PreparedCall.post("reset", "/api/v1/system/reset")
                .field("confirm", confirm)
                .answers(ResetDone.class);
    }

    /** Of {@link SystemApi#rotateAdminKey()}. */
    public static Call<RotatedAdminKey> rotateAdminKey() {
        return PreparedCall.post("rotateAdminKey", "/api/v1/system/rotate-admin-key")
                .answers(RotatedAdminKey.class);
    }
}
