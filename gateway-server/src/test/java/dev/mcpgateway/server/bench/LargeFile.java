package dev.mcpgateway.server.bench;

import dev.mcpgateway.server.document.GatewayDocument;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.DefaultState;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Ids;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.KeyMinter.MintedKey;
import dev.mcpgateway.server.domain.KeyPrefix;
import dev.mcpgateway.server.domain.KeySettings;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.domain.User;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.keys.KeyFormat;
import dev.mcpgateway.server.keys.KeyHasher;
import dev.mcpgateway.server.keys.UserKeys;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Writes a configuration file of many users, each a member of one project of a hundred and with one key to it. Only the first
 * user's key is one that anybody holds; the other hashes have the right form and open nothing, because 100,000 real ones take
 * an hour.
 */
public final class LargeFile {
    private static final int USERS_OF_A_PROJECT = 100;

    private final Random random = new Random(1);
    private final Timestamps timestamps = new Timestamps(Clock.systemUTC());
    private final Ids ids = new Ids(new SecureRandom());
    private final List<Change> changes = new ArrayList<>();

    private LargeFile() {}

    /** The arguments are the file and the number of users; prints the admin key and a user's key. */
    public static void main(String[] args) throws IOException {
        new LargeFile().write(Path.of(args[0]), Integer.parseInt(args[1]));
    }

    private void write(Path file, int count) throws IOException {
        SecureRandom secure = new SecureRandom();
        UserKeys keys = new UserKeys(secure, new KeyHasher(Argon2Parameters.DEFAULT, secure));
        GatewayState start = new DefaultState(keys, ids, timestamps).create();
        MintedKey real = keys.mint(KeyPrefix.MGW);
        Project project = project(0);
        for (int i = 0; i < count; i++) {
            if (i > 0 && i % USERS_OF_A_PROJECT == 0) {
                project = project(i / USERS_OF_A_PROJECT);
            }
            Instant now = timestamps.next();
            User user = new User(ids.next(), "user" + i + "@example.com", now, null, 0, Attributes.EMPTY);
            changes.add(new Change.UserSaved(user));
            changes.add(new Change.MemberAdded(project.id(), user.id()));
            changes.add(new Change.KeySaved(new ApiKey(
                    i == 0 ? real.keyId() : KeyFormat.keyId(random),
                    user.id(),
                    project.id(),
                    i == 0 ? real.credential() : opensNothing(),
                    KeySettings.NONE,
                    ApiKey.Lifecycle.NEW,
                    null,
                    null,
                    now,
                    null,
                    0,
                    Attributes.EMPTY)));
        }
        GatewayState state = start.after(changes, 1);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 18)) {
            GatewayDocument.write(state, out);
        }
        System.out.println(state.settings().adminKey().reveal());
        System.out.println(real.key().reveal());
    }

    private Project project(int number) {
        Project project =
                new Project(ids.next(), "project" + number, null, false, timestamps.next(), null, 0, Attributes.EMPTY);
        changes.add(new Change.ProjectSaved(project));
        return project;
    }

    private KeyCredential opensNothing() {
        String hash = "$argon2id$v=19$m=19456,t=2,p=1$" + base64(16) + "$" + base64(32);
        return new KeyCredential(String.format("%016x", random.nextLong()), hash, "mgw_0000...0000", false);
    }

    private String base64(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
