package dev.mcpgateway.server;

import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewaySettings;
import dev.mcpgateway.server.domain.GivenSettings;
import java.util.ArrayList;
import java.util.function.Supplier;

/** The settings in force: what the command line gives, else what the configuration file says at present, else the defaults. */
final class LiveSettings implements Supplier<GatewaySettings> {
    private final GivenSettings commandLine;
    private volatile Supplier<Attributes> section = () -> Attributes.EMPTY;
    private volatile Read last;

    /** What was made of a section of the file. */
    private record Read(Attributes section, GatewaySettings settings) {}

    LiveSettings(GivenSettings commandLine) {
        this.commandLine = commandLine;
        this.last = read(Attributes.EMPTY);
    }

    /** From now on the file's settings are those in the state of {@code log}. */
    void follow(ChangeLog log) {
        section = () -> log.state().settings().gateway();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // sections are immutable: the same one says the same
    public GatewaySettings get() {
        Attributes current = section.get();
        Read read = last;
        if (read.section() != current) {
            read = read(current);
            last = read;
        }
        return read.settings();
    }

    private Read read(Attributes current) {
        // What a section may hold was checked when the file was read.
        GivenSettings file = GivenSettings.of(current, new ArrayList<>());
        return new Read(current, commandLine.over(file).withDefaults());
    }
}
