package dev.mcpgateway.server.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.document.EntityForm;
import dev.mcpgateway.server.document.KeyForm;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.Change.ConfigSaved;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.MemberAdded;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.EndedKeys;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.store.ConfigFile.Loaded;
import dev.mcpgateway.server.store.EditVerdict.Accepted;
import dev.mcpgateway.server.store.EditVerdict.Refused;
import dev.mcpgateway.server.store.Replay.Unfit;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges a configuration file whose content the journal does not know: somebody edited it.
 *
 * <p>Without {@code seq}, or with one that is still to come, it is a file of its own and replaces everything. With the
 * {@code seq} of a content that the journal knows it is an edit of that, and the commits after it go on top, but for an earlier
 * edit of it that the file was not yet written after: the person who edits it again has seen that one. A commit that
 * would undo a part of the edit, or needs what the edit removed, makes it unfit. Any other {@code seq} is older.
 *
 * <p>No edit brings a key back to life that has ended ({@link EndedKeys}).
 */
final class EditJudge {
    private final Replay replay;
    private final Clock clock;

    EditJudge(Replay replay, Clock clock) {
        this.replay = replay;
        this.clock = clock;
    }

    /**
     * What an edit meets.
     *
     * @param known the contents of the file that the journal knows
     * @param lastSeq the last commit in the journal
     * @param file what the file held before the edit, as the commit it is of; null where that is not known
     * @param present the state as it is; null where that is not known
     */
    record Before(
            List<FileVersion> known,
            long lastSeq,
            @Nullable GatewayState file,
            @Nullable GatewayState present) {}

    EditVerdict judge(Loaded edit, Before before) throws IOException {
        long lastSeq = before.lastSeq();
        long seq = edit.content().seq().orElse(Long.MAX_VALUE);
        if (seq > lastSeq) {
            return accepted(edit.content().state(), new FileVersion(lastSeq + 1, edit.sha256()), before);
        }
        if (before.known().stream().noneMatch(version -> version.seq() == seq)) {
            return new Refused(
                    "was edited from an older version: its seq is " + seq + ", the gateway is at " + lastSeq);
        }
        try {
            GatewayState edited = edit.at(seq);
            GatewayState merged =
                    replay.ontoEdit(edited, lastSeq, (state, change) -> fits(state, change, edited, before.file()));
            return accepted(merged, new FileVersion(seq, edit.sha256()), before);
        } catch (Unfit unfit) {
            return new Refused("was edited, and what was changed since then does not fit it: " + unfit.getMessage());
        }
    }

    private Accepted accepted(GatewayState edited, FileVersion file, Before before) {
        if (before.present() == null) {
            return new Accepted(edited, file, List.of());
        }
        EndedKeys.Kept kept = EndedKeys.kept(before.present(), edited, EndedKeys.Proof.NEXT, clock.instant());
        return new Accepted(kept.state(), file, kept.stillRevoked());
    }

    private static boolean fits(GatewayState state, Change change, GatewayState edited, @Nullable GatewayState file) {
        if (change instanceof StateReplaced) {
            return false;
        }
        boolean undoesEdit = file != null && file.seq() == edited.seq() && !isUntouched(change, file, edited);
        return !undoesEdit && hasItsReferences(state, change);
    }

    /** Whether the edit left alone what the change puts another content in place of. */
    private static boolean isUntouched(Change change, GatewayState file, GatewayState edited) {
        if (change instanceof ConfigSaved saved) {
            return isSame(state -> state.configById(saved.config().id()).map(EntityForm::writeConfig), file, edited);
        } else if (change instanceof ProjectSaved saved) {
            return isSame(
                    state -> state.projectById(saved.project().id())
                            .map(project -> EntityForm.writeProject(project, List.of())),
                    file,
                    edited);
        } else if (change instanceof UserSaved saved) {
            return isSame(state -> state.userById(saved.user().id()).map(EntityForm::writeUser), file, edited);
        } else if (change instanceof KeySaved saved) {
            return isSame(state -> state.keyById(saved.key().id()).map(KeyForm::write), file, edited);
        }
        return !(change instanceof SettingsSaved) || file.settings().equals(edited.settings());
    }

    private static boolean isSame(
            Function<GatewayState, Optional<ObjectNode>> form, GatewayState file, GatewayState edited) {
        return form.apply(file).equals(form.apply(edited));
    }

    private static boolean hasItsReferences(GatewayState state, Change change) {
        if (change instanceof KeySaved saved) {
            return state.userById(saved.key().userId()).isPresent()
                    && state.projectById(saved.key().projectId()).isPresent();
        }
        if (change instanceof ProjectSaved saved) {
            return saved.project().configId() == null
                    || state.configById(saved.project().configId()).isPresent();
        }
        return !(change instanceof MemberAdded added)
                || (state.projectById(added.projectId()).isPresent()
                        && state.userById(added.userId()).isPresent());
    }
}
