package dev.mcpgateway.server;

import dev.mcpgateway.server.api.AdminApi;
import dev.mcpgateway.server.domain.CompanionFile;
import dev.mcpgateway.server.domain.GivenSettings;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.http.ErrorResponder;
import dev.mcpgateway.server.http.Request;
import dev.mcpgateway.server.http.Response;
import dev.mcpgateway.server.keys.Argon2Parameters;
import dev.mcpgateway.server.keys.KeyAuthenticator;
import dev.mcpgateway.server.mcp.upstream.WorkFolder;
import dev.mcpgateway.server.ops.Metrics;
import dev.mcpgateway.server.store.DocumentFiles;
import dev.mcpgateway.server.store.FileChangeLog;
import dev.mcpgateway.server.store.PrivateFile;
import dev.mcpgateway.server.store.StoreLocation;
import dev.mcpgateway.server.store.StoreOpenException;
import dev.mcpgateway.server.store.StoreOptions;
import dev.mcpgateway.server.usage.UsageRecords;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's admin API on a configuration file that no server holds, without a listener: what a command works with. Who may
 * open the file is its administrator.
 */
public final class LocalGateway implements AutoCloseable {
    private final FileChangeLog log;
    private final KeyAuthenticator userKeys;
    private final LocalUpstreams upstreams;
    private final AdminApi api;
    private final ErrorResponder errors;

    private LocalGateway(
            FileChangeLog log,
            KeyAuthenticator userKeys,
            LocalUpstreams upstreams,
            AdminApi api,
            ErrorResponder errors) {
        this.log = log;
        this.userKeys = userKeys;
        this.upstreams = upstreams;
        this.api = api;
        this.errors = errors;
    }

    /**
     * Opens the state of {@code location} under its lock.
     *
     * @throws StoreOpenException when it cannot be used or is in use; nothing is overwritten then
     * @throws IllegalStateException when there is no file
     */
    public static LocalGateway open(StoreLocation location) throws StoreOpenException {
        Assembly assembly = new Assembly(Clock.systemUTC(), new SecureRandom(), Argon2Parameters.DEFAULT);
        FileChangeLog log = StoreAccess.open(
                location,
                assembly.keys(),
                () -> {
                    throw new IllegalStateException("there is no " + location);
                },
                StoreOptions.forCommand());
        LiveSettings settings = new LiveSettings(GivenSettings.NONE);
        settings.follow(log);
        KeyAuthenticator userKeys = assembly.userKeys(log, settings, keyId -> {});
        LocalUpstreams upstreams = new LocalUpstreams(() ->
                assembly.upstreams(settings, log, new WorkFolder(location.workFolder(), location.childRecords())));
        AdminApi api = assembly.api(
                settings,
                location.file().toString(),
                log,
                new DocumentFiles(location, () -> settings.get().allowPaths()),
                new SavedUsage(assembly, PrivateFile.usage(location)),
                request -> true,
                new Metrics(),
                userKeys,
                upstreams);
        return new LocalGateway(log, userKeys, upstreams, api, assembly.errorResponder());
    }

    /** Answers as a server would answer its administrator. */
    public Response handle(Request request) {
        try {
            return api.handler().handle(request);
        } catch (Exception failure) {
            return errors.respond(request, failure);
        }
    }

    /** The admin key, or its hash, as the newest commit has it. */
    public Optional<Secret> adminKey() {
        @Nullable Secret key = log.state().settings().adminKey();
        return Optional.ofNullable(key).filter(given -> !given.isBlank());
    }

    /** Read when it is asked for: few commands do. */
    private static final class SavedUsage implements Supplier<UsageRecords> {
        private final Assembly assembly;
        private final CompanionFile file;
        private @Nullable UsageRecords records;

        SavedUsage(Assembly assembly, CompanionFile file) {
            this.assembly = assembly;
            this.file = file;
        }

        @Override
        public synchronized UsageRecords get() {
            UsageRecords read = records;
            if (read == null) {
                read = assembly.usageIn(file);
                records = read;
            }
            return read;
        }
    }

    /** Ends what servers were started, brings the configuration file up to date and releases it. */
    @Override
    public void close() {
        upstreams.close();
        userKeys.close();
        log.close();
    }
}
