package dev.mcpgateway.server.keys;

import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.usage.CountedKey;
import org.jspecify.annotations.Nullable;

/**
 * A key that was proved, what it is of and opens at a moment, and where its calls are counted. To keep all of it in one place is
 * what makes a call cheap with a key that was long unused: each further place is one that the processor has to wait for.
 */
public final class KnownKey extends CountedKey {
    private final ApiKey record;
    private final @Nullable Project project;

    /** Stands for the state that both are of. */
    private final Object moment;

    /** What the calls of its group were counted in last. */
    private volatile @Nullable PassLog passes;

    KnownKey(ApiKey record, @Nullable Project project, Object moment) {
        super(record.id());
        this.record = record;
        this.project = project;
        this.moment = moment;
    }

    ApiKey record() {
        return record;
    }

    /** What the key opens; null where it is gone. */
    @Nullable
    Project project() {
        return project;
    }

    boolean isOf(Object otherMoment) {
        return moment == otherMoment;
    }

    @Nullable
    PassLog passes() {
        return passes;
    }

    void countedIn(PassLog found) {
        passes = found;
    }

    /** The key's public id alone. */
    @Override
    public String toString() {
        return "KnownKey[" + id() + "]";
    }
}
