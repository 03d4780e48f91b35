package dev.mcpgateway.server.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.store.FileChangeLog;
import dev.mcpgateway.server.store.StoreLocation;
import dev.mcpgateway.server.store.StoreOptions;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file of thousands of keys, each of which has its hash already. */
@Timeout(120)
class ManyHashedKeysTest {
    private static final int KEYS = 3_000;

    private final AtomicInteger made = new AtomicInteger();
    private final SplittableRandom random = new SplittableRandom(1);
    private final Secret key = Door.newKey();

    @TempDir
    Path home;

    /** Counts the hashes that it makes. */
    private final class Counting implements ClearKeys {
        private final UserKeys userKeys = new UserKeys(new SecureRandom(), Door.HASHER);

        @Override
        public String keyId(Secret clear) {
            return userKeys.keyId(clear);
        }

        @Override
        public KeyCredential credential(Secret clear) {
            made.incrementAndGet();
            return userKeys.credential(clear);
        }

        @Override
        public KeyCredential unhashed(Secret clear) {
            return userKeys.unhashed(clear);
        }
    }

    @Test
    void aStartWithThemRunsNoArgon2idAndTheFirstUseOfOneRunsASingleOne() throws Exception {
        Path file = home.toRealPath().resolve("config.json");
        new JsonMapper().writeValue(file.toFile(), document());
        for (int start = 1; start <= 2; start++) {
            try (FileChangeLog log = FileChangeLog.open(
                    StoreLocation.of(file), new Counting(), () -> GatewayState.EMPTY, StoreOptions.forServer())) {
                GatewayState state = log.state();
                assertEquals(KEYS, hashed(state));
                Door door = new Door(state);
                assertNull(door.authenticator.prove(state, Door.newKey()));
                assertEquals(0, made.get() + door.checks.get(), "at start " + start);

                assertNotNull(door.authenticator.prove(state, key));
                assertEquals(1, made.get() + door.checks.get(), "at start " + start);
            }
        }
    }

    private static int hashed(GatewayState state) {
        int hashed = 0;
        for (ApiKey record : state.keys()) {
            hashed += record.credential().isHashed() ? 1 : 0;
        }
        return hashed;
    }

    private ObjectNode document() {
        ObjectNode document = new JsonMapper().createObjectNode();
        ObjectNode keys = document.putObject("apikeys");
        add(keys, key, Door.HASHER.hash(key));
        for (int i = 1; i < KEYS; i++) {
            String hash = "$argon2id$v=19$m=8,t=1,p=1$" + Base62.random(22, random) + "$" + Base62.random(43, random);
            add(keys, Door.newKey(), hash);
        }
        return document;
    }

    private void add(ObjectNode keys, Secret secret, String hash) {
        ObjectNode record = keys.putObject(KeyFormat.keyId(random));
        record.put("user_id", "user");
        record.put("project_id", "project");
        record.put("lookup", KeyFormat.lookup(secret.reveal()));
        record.put("hash", hash);
        record.put("mask", KeyFormat.mask(secret.reveal()));
    }
}
