package dev.mcpgateway.server.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that forgets what was not forced when the power goes: content that no {@link DiskFile#force} followed,
 * and names that no {@link #forceDirectory} did. It counts its changing operations, and fails or crashes at any of them.
 */
final class SimulatedDisk implements Disk {
    /** What is on the disk after a crash. */
    enum Survival {
        /** The process alone died. */
        EVERYTHING,
        /** The power went, and nothing reached the disk but what was forced to. */
        FORCED_ALONE,
        /** The power went, and of what was not forced some reached the disk, in any order and cut anywhere. */
        BY_CHANCE
    }

    /** What happens at the chosen operation. */
    enum Fault {
        /** It does nothing, or half of what it should, and so does everything after it. */
        CRASH,
        /** It alone fails and does nothing, or half of what it should. */
        UNDONE,
        /** It alone fails, after it was done. */
        DONE,
        /** It fails after it was done, and everything after it fails, until {@link #failAll} ends that. */
        DONE_AND_GONE
    }

    private final Map<Path, Inode> names = new TreeMap<>();
    private final Map<Path, Inode> forcedNames = new TreeMap<>();
    private final List<NameChange> unforced = new ArrayList<>();
    private long clock;
    private int operations;
    private final Set<String> kinds = new TreeSet<>();
    private int faultAt = -1;
    private Fault fault = Fault.CRASH;
    private boolean crashed;
    private boolean failing;
    private Runnable beforeRename = () -> {};
    private Runnable afterRead = () -> {};
    private @Nullable Path readFile;
    private Consumer<Path> afterRename = target -> {};

    private static final class Inode {
        byte[] content = new byte[0];
        byte[] forced = new byte[0];
        long modified;
    }

    private record NameChange(Map<Path, @Nullable Inode> changes) {
        NameChange with(Function<Inode, Inode> replacement) {
            Map<Path, @Nullable Inode> replaced = new HashMap<>();
            changes.forEach((path, inode) -> replaced.put(path, inode == null ? null : replacement.apply(inode)));
            return new NameChange(replaced);
        }
    }

    /** Chances of their own for every seed: small seeds of a plain {@link Random} all begin with the same ones. */
    static Random random(long seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** Has operation number {@code operation}, counted from now on and from 1, end in {@code kind}. */
    synchronized void plan(int operation, Fault kind) {
        faultAt = operations + operation;
        fault = kind;
    }

    /** Has every operation fail and do nothing, until told otherwise. */
    synchronized void failAll(boolean fail) {
        failing = fail;
    }

    synchronized int operations() {
        return operations;
    }

    /** What was done to which kind of file: {@code rename config.json}; the time and reason in a name are left out. */
    synchronized Set<String> kinds() {
        return Set.copyOf(kinds);
    }

    synchronized boolean isCrashed() {
        return crashed;
    }

    /** The disk that a new process finds after a crash now; where the power stayed on, it still has to be forced. */
    synchronized SimulatedDisk afterCrash(Survival survival, Random random) {
        SimulatedDisk next = new SimulatedDisk();
        next.clock = clock;
        Map<Path, Inode> surviving = new TreeMap<>(survival == Survival.EVERYTHING ? names : forcedNames);
        if (survival == Survival.BY_CHANCE) {
            unforced.stream().filter(change -> random.nextBoolean()).forEach(change -> apply(change, surviving));
        }
        Map<Inode, Inode> copies = new HashMap<>();
        Function<Inode, Inode> copied =
                inode -> copies.computeIfAbsent(inode, original -> copy(original, survival, random));
        surviving.forEach((path, inode) -> next.names.put(path, copied.apply(inode)));
        if (survival == Survival.EVERYTHING) {
            forcedNames.forEach((path, inode) -> next.forcedNames.put(path, copied.apply(inode)));
            unforced.forEach(change -> next.unforced.add(change.with(copied)));
        } else {
            next.forcedNames.putAll(next.names);
        }
        return next;
    }

    synchronized byte[] content(Path file) {
        Inode inode = names.get(file);
        if (inode == null) {
            throw new AssertionError(file + " is not there");
        }
        return inode.content.clone();
    }

    /** What an editor does: other content under the name, durably. */
    synchronized void edit(Path file, byte[] content) {
        Inode inode = new Inode();
        inode.content = content.clone();
        inode.forced = content.clone();
        inode.modified = ++clock;
        names.put(file, inode);
        forcedNames.put(file, inode);
    }

    synchronized void remove(Path file) {
        names.remove(file);
        forcedNames.remove(file);
    }

    synchronized List<Path> files() {
        return List.copyOf(names.keySet());
    }

    @Override
    public synchronized @Nullable FileStamp stamp(Path file) throws IOException {
        requireAlive();
        Inode inode = names.get(file);
        return inode == null
                ? null
                : new FileStamp(System.identityHashCode(inode), inode.content.length, inode.modified);
    }

    @Override
    public InputStream read(Path file) throws IOException {
        InputStream content = readNow(file);
        takeAfterRead(file).run();
        return content;
    }

    private synchronized InputStream readNow(Path file) throws IOException {
        requireAlive();
        return new ByteArrayInputStream(inode(file).content.clone());
    }

    private synchronized Runnable takeAfterRead(Path file) {
        if (!file.equals(readFile)) {
            return () -> {};
        }
        readFile = null;
        return afterRead;
    }

    @Override
    public synchronized DiskFile create(Path file) throws IOException {
        Inode inode = new Inode();
        inode.modified = ++clock;
        operation("create", file, () -> change(file, inode));
        return new OpenFile(file, inode);
    }

    @Override
    public synchronized DiskFile open(Path file) throws IOException {
        requireAlive();
        return new OpenFile(file, inode(file));
    }

    /** Has {@code action} done once, right after {@code file} was opened for reading the next time. */
    synchronized void afterNextRead(Path file, Runnable action) {
        afterRead = action;
        readFile = file;
    }

    /** Has {@code action} done right before the next renaming. */
    synchronized void beforeNextRename(Runnable action) {
        beforeRename = action;
    }

    /** Has {@code listener} told of every name that a renaming gave. */
    synchronized void afterEachRename(Consumer<Path> listener) {
        afterRename = listener;
    }

    private synchronized Runnable takeBeforeRename() {
        Runnable action = beforeRename;
        beforeRename = () -> {};
        return action;
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        takeBeforeRename().run();
        renameNow(from, to);
        afterRename.accept(to);
    }

    private synchronized void renameNow(Path from, Path to) throws IOException {
        Inode inode = inode(from);
        operation("rename", to, () -> {
            Map<Path, @Nullable Inode> changes = new HashMap<>();
            changes.put(from, null);
            changes.put(to, inode);
            NameChange change = new NameChange(changes);
            unforced.add(change);
            apply(change, names);
        });
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        operation("force", Path.of("directory"), () -> {
            forcedNames.clear();
            forcedNames.putAll(names);
            unforced.clear();
        });
    }

    @Override
    public synchronized List<Path> list(Path directory, String prefix) throws IOException {
        requireAlive();
        return names.keySet().stream()
                .filter(path -> directory.equals(path.getParent())
                        && String.valueOf(path.getFileName()).startsWith(prefix))
                .sorted()
                .toList();
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        if (names.containsKey(file)) {
            operation("delete", file, () -> change(file, null));
        }
    }

    private void change(Path file, @Nullable Inode inode) {
        Map<Path, @Nullable Inode> changes = new HashMap<>();
        changes.put(file, inode);
        NameChange change = new NameChange(changes);
        unforced.add(change);
        apply(change, names);
    }

    private static void apply(NameChange change, Map<Path, Inode> target) {
        change.changes().forEach((path, inode) -> {
            if (inode == null) {
                target.remove(path);
            } else {
                target.put(path, inode);
            }
        });
    }

    private static Inode copy(Inode original, Survival survival, Random random) {
        Inode copy = new Inode();
        copy.content = switch (survival) {
            case EVERYTHING -> original.content.clone();
            case FORCED_ALONE -> original.forced.clone();
            case BY_CHANCE -> byChance(original, random);
        };
        copy.forced = survival == Survival.EVERYTHING ? original.forced.clone() : copy.content.clone();
        copy.modified = original.modified;
        return copy;
    }

    /** What was forced, and of the rest a part, some of it as zeros: pages reach the disk in any order. */
    private static byte[] byChance(Inode inode, Random random) {
        int same = Arrays.mismatch(inode.forced, inode.content);
        if (same < 0 || same < inode.forced.length) {
            return (random.nextBoolean() ? inode.forced : inode.content).clone();
        }
        byte[] some = Arrays.copyOf(inode.content, same + random.nextInt(inode.content.length - same + 1));
        if (some.length > same && random.nextBoolean()) {
            Arrays.fill(some, same, same + random.nextInt(some.length - same + 1), (byte) 0);
        }
        return some;
    }

    private Inode inode(Path file) throws IOException {
        requireAlive();
        Inode inode = names.get(file);
        if (inode == null) {
            throw new NoSuchFileException(file.toString());
        }
        return inode;
    }

    private void operation(String kind, Path file, Runnable action) throws IOException {
        operation(kind, file, action, () -> {});
    }

    private void operation(String kind, Path file, Runnable action, Runnable half) throws IOException {
        requireAlive();
        operations++;
        kinds.add(kind + " " + String.valueOf(file.getFileName()).replaceFirst("-.*", ""));
        if (operations != faultAt) {
            action.run();
            return;
        }
        if (fault == Fault.DONE || fault == Fault.DONE_AND_GONE) {
            action.run();
        } else {
            half.run();
        }
        crashed = fault == Fault.CRASH;
        failing = fault == Fault.DONE_AND_GONE;
        throw new IOException("simulated fault at operation " + operations);
    }

    private void requireAlive() throws IOException {
        if (crashed || failing) {
            throw new IOException("the simulated disk is gone");
        }
    }

    private final class OpenFile implements DiskFile {
        private final Path file;
        private final Inode inode;

        OpenFile(Path file, Inode inode) {
            this.file = file;
            this.inode = inode;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            byte[] added = new byte[bytes.remaining()];
            bytes.get(added);
            synchronized (SimulatedDisk.this) {
                operation("write", file, () -> append(added, added.length), () -> append(added, added.length / 2));
            }
        }

        private void append(byte[] added, int count) {
            int end = inode.content.length;
            inode.content = Arrays.copyOf(inode.content, end + count);
            System.arraycopy(added, 0, inode.content, end, count);
            inode.modified = ++clock;
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedDisk.this) {
                operation("force", file, () -> inode.forced = inode.content.clone());
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (SimulatedDisk.this) {
                operation(
                        "truncate",
                        file,
                        () -> inode.content = Arrays.copyOf(inode.content, (int) Math.min(size, inode.content.length)));
            }
        }

        @Override
        public void copyTo(long start, long end, DiskFile target) throws IOException {
            target.write(ByteBuffer.wrap(Arrays.copyOfRange(inode.content, (int) start, (int) end)));
        }

        @Override
        public void close() {
            // nothing of it is kept anywhere
        }
    }
}
