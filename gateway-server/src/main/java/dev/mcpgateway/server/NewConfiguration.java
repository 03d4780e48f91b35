package dev.mcpgateway.server;

import dev.mcpgateway.server.domain.DefaultState.WithUserKey;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.store.FileChangeLog;
import dev.mcpgateway.server.store.StoreLocation;
import dev.mcpgateway.server.store.StoreOpenException;
import dev.mcpgateway.server.store.StoreOptions;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file that has just been made, with the default state.
 *
 * @param userKey the key of its user, which nothing else knows
 * @param replaced where the file is that was there before; null where there was none
 */
public record NewConfiguration(
        Path file, Secret userKey, @Nullable Path replaced) {
    /**
     * Makes {@code location}'s file, where there is none.
     *
     * @throws StoreOpenException when it cannot be made
     * @throws FileAlreadyExistsException when there is one
     */
    public static NewConfiguration at(StoreLocation location) throws StoreOpenException, FileAlreadyExistsException {
        return make(location, null);
    }

    /**
     * Makes {@code location}'s file, and keeps what is there beside it.
     *
     * @throws StoreOpenException when it cannot be made, or a server runs on what is there
     * @throws FileAlreadyExistsException when another program makes one at the same time
     */
    public static NewConfiguration replacing(StoreLocation location)
            throws StoreOpenException, FileAlreadyExistsException {
        bringUpToDate(location);
        return make(
                location, FileChangeLog.setAside(location, Clock.systemUTC()).orElse(null));
    }

    /** So that the copy has what the journal has; one that cannot be read is kept as it is. */
    private static void bringUpToDate(StoreLocation location) throws StoreOpenException {
        if (location.isUnused()) {
            return;
        }
        try {
            LocalGateway.open(location).close();
        } catch (StoreOpenException refused) {
            if (refused.reason() != StoreOpenException.Reason.BAD_FILE) {
                throw refused;
            }
        }
    }

    private static NewConfiguration make(StoreLocation location, @Nullable Path replaced)
            throws StoreOpenException, FileAlreadyExistsException {
        Assembly assembly = new Assembly(Clock.systemUTC(), new SecureRandom(), Argon2Parameters.DEFAULT);
        WithUserKey fresh = assembly.defaultState().createWithUserKey();
        boolean[] isAsked = {false};
        StoreAccess.open(
                        location,
                        assembly.keys(),
                        () -> {
                            isAsked[0] = true;
                            return fresh.state();
                        },
                        StoreOptions.forCommand())
                .close();
        if (!isAsked[0]) {
            throw new FileAlreadyExistsException(location.toString());
        }
        return new NewConfiguration(location.file(), fresh.userKey(), replaced);
    }
}
