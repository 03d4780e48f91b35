package dev.mcpgateway.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.Documents.BackedUp;
import dev.mcpgateway.server.api.Documents.WrittenFile;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.DomainException;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.Statistics;
import dev.mcpgateway.server.domain.SystemService;
import dev.mcpgateway.server.domain.Timestamps;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Backup, restore and reset of the whole state. */
final class SystemRoutes {
    private static final Logger LOG = System.getLogger(SystemRoutes.class.getName());
    private static final String PATH = "/api/v1/system";

    private final ChangeLog log;
    private final SystemService service;
    private final Documents documents;
    private final Timestamps timestamps;
    private final Supplier<GatewayState> freshState;
    private final Supplier<Secret> adminKeys;

    /**
     * @param freshState what a reset puts in place of everything: the default state with a new admin key
     * @param adminKeys makes a new admin key
     */
    SystemRoutes(
            ChangeLog log,
            SystemService service,
            Documents documents,
            Timestamps timestamps,
            Supplier<GatewayState> freshState,
            Supplier<Secret> adminKeys) {
        this.log = log;
        this.service = service;
        this.documents = documents;
        this.timestamps = timestamps;
        this.freshState = freshState;
        this.adminKeys = adminKeys;
    }

    record Backup(
            @Doc(example = "\"/var/backups/gateway/backup.json\"") @Nullable
            String outputFile) {}

    record Restore(
            @Doc(example = "\"/var/backups/gateway/backup.json\"") @Nullable
            String inputFile,

            @Doc("The document that backup gives; in place of `input_file`.") @Nullable
            ObjectNode backup,

            @Nullable Boolean keepAdminKey) {}

    record Reset(@Required Boolean confirm) {}

    record RotatedAdminKey(
            @Doc(
                    value = "The new admin key: this answer is the only one that shows it.",
                    example = "\"mgw_admin_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg\"")
            ShownOnce adminApikey) {}

    record Restored(Statistics statistics, List<String> stillRevoked) {}

    record ResetDone(
            @Doc(
                    value = "The new admin key: this answer is the only one that shows it.",
                    example = "\"mgw_admin_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg\"")
            ShownOnce adminApikey,

            String backupFile) {}

    static final Operation<Backup, BackedUp> BACKUP = Operation.post(PATH + "/backup", Backup.class)
            .id(Tag.SYSTEM, "backup")
            .doc(
                    "Back up everything",
                    "To a file on the gateway's machine, or inline where none is named. The document holds the real values of secrets and the"
                            + " admin key; of API keys it holds hashes alone.")
            .role(Role.ADMIN)
            .command("system backup")
            .errors(ErrorCode.FILE_NOT_FOUND, ErrorCode.FILE_NOT_ALLOWED)
            .answers("System backup completed successfully", BackedUp.class);

    static final Operation<Restore, Restored> RESTORE = Operation.post(PATH + "/restore", Restore.class)
            .id(Tag.SYSTEM, "restore")
            .doc(
                    "Restore a backup",
                    "All or nothing: the whole document is checked before anything changes. A key that was revoked or deleted since comes back"
                            + " revoked (`still_revoked`). The admin key of the backup takes effect unless `keep_admin_key` is true.")
            .role(Role.ADMIN)
            .command("system restore")
            .errors(ErrorCode.FILE_NOT_FOUND, ErrorCode.FILE_NOT_ALLOWED)
            .maxBodyBytes(Documents.MAX_BYTES)
            .answers("System restore completed successfully", Restored.class);

    static final Operation<Reset, ResetDone> RESET = Operation.post(PATH + "/reset", Reset.class)
            .id(Tag.SYSTEM, "reset")
            .doc(
                    "Reset everything",
                    "Writes a backup file first, then puts the default state in place of everything, with a new admin key that is shown in this"
                            + " answer alone.")
            .role(Role.ADMIN)
            .command("system reset")
            .answers("System reset completed successfully", ResetDone.class);

    static final Operation<Operation.None, RotatedAdminKey> ROTATE_ADMIN_KEY = Operation.post(
                    PATH + "/rotate-admin-key", Operation.None.class)
            .id(Tag.SYSTEM, "rotateAdminKey")
            .doc(
                    "Rotate the admin key",
                    "Makes a new admin key, which this answer alone shows and the configuration file holds. The old one opens nothing from then"
                            + " on.")
            .role(Role.ADMIN)
            .command("system rotate-admin-key")
            .strict()
            .answers("Admin API key rotated successfully", RotatedAdminKey.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                BACKUP.handledBy((in, call) -> documents.deliver(in.outputFile(), documents.backup(log.state()))),
                RESTORE.handledBy(this::restore),
                RESET.handledBy(this::reset),
                ROTATE_ADMIN_KEY.handledBy(
                        (in, call) -> new RotatedAdminKey(new ShownOnce(service.rotateAdminKey(adminKeys.get())))));
    }

    private Restored restore(Restore in, Call call) {
        GatewayState backup = documents.stateToRestore(in.inputFile(), in.backup());
        var committed = service.restore(backup, Boolean.TRUE.equals(in.keepAdminKey()));
        return new Restored(Statistics.of(committed.state(), timestamps.latest()), committed.result());
    }

    private ResetDone reset(Reset in, Call call) {
        if (!Boolean.TRUE.equals(in.confirm())) {
            throw new InvalidFieldException("confirm", "must be true");
        }
        GatewayState backedUp = log.state();
        String name = documents.resetBackupName();
        WrittenFile backup = documents.writeBackup(name, backedUp);
        var committed = service.reset(freshState.get());
        GatewayState last = committed.result();
        if (last.seq() != backedUp.seq()) {
            // Others wrote between the backup and the reset: what they were promised belongs into the file too.
            writeAgain(name, last);
        }
        Secret adminKey = Objects.requireNonNull(committed.state().settings().adminKey());
        return new ResetDone(new ShownOnce(adminKey), backup.outputFile());
    }

    /** The reset is done: a failure now may not keep its answer, which alone has the new admin key. */
    private void writeAgain(String name, GatewayState last) {
        try {
            documents.writeBackup(name, last);
        } catch (DomainException failure) {
            LOG.log(Level.WARNING, "the backup before the reset lacks what was written just before it", failure);
        }
    }
}
