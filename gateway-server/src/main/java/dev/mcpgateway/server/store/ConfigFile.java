package dev.mcpgateway.server.store;

import dev.mcpgateway.server.document.DocumentContent;
import dev.mcpgateway.server.document.DocumentException;
import dev.mcpgateway.server.document.GatewayDocument;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.store.Disk.DiskFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Reads and writes files of the documented form, and takes their hash on the way. */
final class ConfigFile {
    private final Disk disk;
    private final ClearKeys clearKeys;

    ConfigFile(Disk disk, ClearKeys clearKeys) {
        this.disk = disk;
        this.clearKeys = new Unhashed(clearKeys);
    }

    /** A key in clear is taken over without its hash, which takes as long as reading a thousand others. */
    private record Unhashed(ClearKeys keys) implements ClearKeys {
        @Override
        public String keyId(Secret key) {
            return keys.keyId(key);
        }

        @Override
        public KeyCredential credential(Secret key) {
            return keys.unhashed(key);
        }

        @Override
        public KeyCredential unhashed(Secret key) {
            return keys.unhashed(key);
        }
    }

    /** What a file held. */
    record Loaded(DocumentContent content, String sha256) {
        boolean hasClearKeys() {
            return content.clearKeys() > 0;
        }

        /** The state in it as that of commit {@code seq}. */
        GatewayState at(long seq) {
            return content.seq().orElse(-1) == seq
                    ? content.state()
                    : GatewayState.EMPTY.after(List.of(new StateReplaced(content.state())), seq);
        }
    }

    /** @throws DocumentException when the file is whole and not one of the gateway's, or not whole */
    Loaded load(Path file) throws IOException, DocumentException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(new BufferedInputStream(disk.read(file), 1 << 16), digest)) {
            // a document is read to the end of its file, because nothing may follow it: the hash is that of all bytes
            DocumentContent content = GatewayDocument.read(in, clearKeys);
            return new Loaded(content, HexFormat.of().formatHex(digest.digest()));
        }
    }

    String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(disk.read(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Writes {@code state} to {@code file}, durably but for the file's name. */
    FileVersion write(GatewayState state, Path file) throws IOException {
        if (state.unhashedKeys().size() > 0) {
            throw new IllegalStateException("keys that are not hashed yet are in no file that the gateway writes");
        }
        MessageDigest digest = sha256();
        disk.write(file, out -> {
            HashedOutput hashed = new HashedOutput(out, digest);
            GatewayDocument.write(state, hashed);
            hashed.finish();
        });
        return new FileVersion(state.seq(), HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Collects large pieces, and is not flushed for it: a JSON writer flushes after every value. */
    private static final class HashedOutput extends OutputStream {
        private final DiskFile file;
        private final MessageDigest digest;
        private final ByteBuffer piece = ByteBuffer.allocate(1 << 18);

        HashedOutput(DiskFile file, MessageDigest digest) {
            this.file = file;
            this.digest = digest;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            for (int done = 0; done < length; ) {
                int count = Math.min(length - done, piece.remaining());
                piece.put(bytes, offset + done, count);
                done += count;
                if (!piece.hasRemaining()) {
                    finish();
                }
            }
        }

        void finish() throws IOException {
            file.write(piece.flip());
            piece.clear();
        }
    }
}
