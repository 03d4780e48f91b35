package dev.mcpgateway.server.store;

import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.MemberAdded;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.store.ConfigFile.Loaded;
import dev.mcpgateway.server.store.EditVerdict.Accepted;
import dev.mcpgateway.server.store.EditVerdict.Refused;
import dev.mcpgateway.server.store.Replay.Unfit;
import java.io.IOException;
import java.util.List;

/**
 * Judges a configuration file whose content the journal does not know: somebody edited it.
 *
 * <p>Without {@code seq}, or with one that is still to come, it is a file of its own and replaces everything. With the
 * {@code seq} of a content that the journal knows it is an edit of that, and the commits after it go on top; one that
 * would undo the edit as a whole, or needs what the edit removed, makes it unfit. Any other {@code seq} is older.
 */
final class EditJudge {
    private final Replay replay;

    EditJudge(Replay replay) {
        this.replay = replay;
    }

    /**
     * The verdict on {@code edit}.
     *
     * @param known the contents of the file that the journal knows
     * @param lastSeq the last commit in the journal
     */
    EditVerdict judge(Loaded edit, List<FileVersion> known, long lastSeq) throws IOException {
        long seq = edit.content().seq().orElse(Long.MAX_VALUE);
        if (seq > lastSeq) {
            return new Accepted(edit.content().state(), new FileVersion(lastSeq + 1, edit.sha256()));
        }
        if (known.stream().noneMatch(version -> version.seq() == seq)) {
            return new Refused(
                    "was edited from an older version: its seq is " + seq + ", the gateway is at " + lastSeq);
        }
        try {
            GatewayState merged = replay.onto(edit.at(seq), lastSeq, EditJudge::fits);
            return new Accepted(merged, new FileVersion(seq, edit.sha256()));
        } catch (Unfit unfit) {
            return new Refused("was edited, and what was changed since then does not fit it: " + unfit.getMessage());
        }
    }

    private static boolean fits(GatewayState state, Change change) {
        if (change instanceof StateReplaced) {
            return false;
        }
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
