package dev.mcpgateway.server.store;

/** One line of the journal. */
sealed interface JournalEntry {
    /** The first line: the file that the journal continues. */
    record Header(int formatVersion, FileVersion file) implements JournalEntry {}

    /**
     * The file may also have this content: it was about to be written, or was taken over from an edit.
     *
     * @param withCommit the commit that the edit became; without that one the note is void; 0 for no such commit
     */
    record Marker(FileVersion file, long withCommit) implements JournalEntry {}

    /**
     * A commit. Its changes are in {@code bytes}, which are valid until the next line is read.
     *
     * @param offset where in {@code bytes} the JSON begins
     * @param length how many bytes of JSON there are
     */
    @SuppressWarnings("ArrayRecordComponent") // a view of the reader's buffer, never compared
    record Commit(long seq, byte[] bytes, int offset, int length) implements JournalEntry {}
}
