package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/** Argon2id version 1.3 (RFC 9106), by Bouncy Castle. */
final class Argon2id {

    private Argon2id() {}

    /** The hash of the UTF-8 bytes of {@code secret}, {@code length} bytes long. */
    static byte[] hash(Secret secret, byte[] salt, Argon2Parameters parameters, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                        org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
                .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(parameters.memoryKib())
                .withIterations(parameters.iterations())
                .withParallelism(parameters.parallelism())
                .withSalt(salt)
                .build());
        byte[] password = secret.reveal().getBytes(StandardCharsets.UTF_8);
        byte[] hash = new byte[length];
        try {
            generator.generateBytes(password, hash);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
        return hash;
    }
}
