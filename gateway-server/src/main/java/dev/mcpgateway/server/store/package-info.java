/**
 * Where the state is kept: {@link dev.mcpgateway.server.store.FileChangeLog} over files, {@link
 * dev.mcpgateway.server.store.MemoryChangeLog} in memory, and {@link dev.mcpgateway.server.store.DocumentFiles}, the rules
 * for files that requests name.
 *
 * <h2>The files</h2>
 *
 * <p>F is the configuration file in its documented form; its companions have its name, a dot and a word:
 *
 * <ul>
 *   <li>{@code journal}: J, one line for each commit since F was written. A line is {@code checksum tag content}; the tag is
 *       {@code journal} in the first line (the header: {@code seq} and SHA-256 of F), a number for a commit, and {@code
 *       snapshot} for a marker: F may also have this SHA-256, and then holds everything up to this {@code seq}.
 *   <li>{@code lock}: held while a log is open; holds the owner's process id.
 *   <li>{@code last}: a copy of F as the gateway wrote it last, for the case that an edit of F is refused at a start.
 *   <li>{@code gen-TIME-REASON}: what F held before a start, an edit, a restore or reset, and a day's first rewrite.
 *   <li>{@code rejected-TIME}: an edit that was refused. {@code journal.cut-TIME}: lines of J beyond one that was damaged. Of
 *       these and of the generations the newest five of each kind are kept.
 *   <li>{@code before-java}: F as the Python gateway left it; kept for good.
 *   <li>{@code usage}: how much the keys are used and what has become of alerts; of no say in anything else, and in no
 *       backup. One that is damaged or removed costs what it counted.
 *   <li>{@code tmp}, {@code journal.tmp}, {@code generation.tmp}, {@code usage.tmp}:
 *       files that are being written; what a crash leaves of them is removed.
 * </ul>
 *
 * <h2>A commit</h2>
 *
 * <p>The committer's thread decides what has queued up, appends all of it with one write, forces it with one fdatasync,
 * publishes the state and answers. A crash before the force leaves a part of the write: recovery takes whole lines up to
 * the first that is cut short or does not fit its checksum, and cuts off the rest. A transaction is one line, so it is there
 * whole or not at all. What recovery reads it forces before anything acts on it, because a process that died may have left
 * it in the system's memory alone.
 *
 * <p>After a write or force that failed nobody is told that anything is or is not stored; J is cut to its last good line and
 * closed. A file that failed to be forced proves nothing when it is forced again, so the good lines are copied to a new
 * file, forced, read back, and renamed over J; only then are commits accepted again, and F is rewritten next.
 *
 * <h2>Writing F, and why a crash at any step is harmless</h2>
 *
 * <p>The rule that holds at every moment: <em>J knows the F that is there</em>, by its header or a marker, and has every
 * commit after it. Let the state written be that of commit T.
 *
 * <ol>
 *   <li>Write {@code tmp}, force it. F and J are as before.
 *   <li>Append a marker with T and the new hash to J, force it. F is still the one that the header (or an earlier marker)
 *       names. Commits go on all the time; they are in J after or before the marker, which makes no difference.
 *   <li>If F was edited in the meantime, stop: the edit is judged first. Rename {@code tmp} to F. Whichever of the two the
 *       disk has after a crash, J knows both; the old F needs all commits of J, the new one those after T.
 *   <li>Copy F to {@code tmp}, force it, rename that to {@code last}: J knows what {@code last} holds, too.
 *   <li>Force the directory. From here on F is the new one for certain; before this, J must not forget the old one.
 *   <li>On the committer's thread: write {@code journal.tmp} with a header that names the new F and a copy of all of J
 *       behind commit T, force it, rename it to J, force the directory. A crash leaves either J; both know F and have every
 *       commit after it. No commit is accepted between the copy and the end of this step, so none can be in the wrong one.
 * </ol>
 *
 * <p>If a step fails instead of crashing, what was done so far is as good as before the step; the next attempt begins with
 * the first. If it is in doubt which J the directory has, the journal counts as failed, and is renewed as above from the one
 * that is there.
 *
 * <h2>Edits</h2>
 *
 * <p>An F that J does not know was edited by hand. {@link dev.mcpgateway.server.store.EditJudge} alone judges it, at a start
 * and while the gateway runs; a running gateway looks for one every half a second, and waits until it has come to rest ({@link
 * dev.mcpgateway.server.store.FileWatch}). An edit that is accepted becomes a commit that replaces everything; before it, in
 * the same write, stands a marker with the edit's hash that counts only together with that commit. Once the write is durable J
 * knows the edited F like any other; a crash before leaves an F that is judged again. An edit that a running gateway refuses
 * is copied, and then a copy of F that J knows is put in its place.
 *
 * <h2>Keys in clear</h2>
 *
 * <p>F may hold keys in clear: the Python gateway writes them so. They are in the state with an empty hash ({@link
 * dev.mcpgateway.server.domain.KeyCredential#isHashed}) until {@link dev.mcpgateway.server.store.KeyHashing} has committed their
 * hashes, and for that long F is not written: F alone has what they are hashed from. J has such a key with its empty hash, and
 * {@link dev.mcpgateway.server.store.Replay} takes what is missing from the state before, which F is the beginning of.
 */
@NullMarked
package dev.mcpgateway.server.store;

import org.jspecify.annotations.NullMarked;
