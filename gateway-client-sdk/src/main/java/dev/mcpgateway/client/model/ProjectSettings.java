package dev.mcpgateway.client.model;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a project. What is not set stays.
 */
public final class ProjectSettings extends RequestBody {
    private ProjectSettings(Fields fields) {
        super(fields);
    }

    /** A builder with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects the fields. */
    public static final class Builder {
        private final Fields fields = new Fields();

        private Builder() {}

        /** Another name. */
        public Builder projectName(String name) {
            fields.put("project_name", name);
            return this;
        }

        /** Whether the project may have one live API key only; keys that it has stay. */
        public Builder singleKey(@Nullable Boolean isSingle) {
            fields.put("single_key", isSingle);
            return this;
        }

        /** What was set. */
        public ProjectSettings build() {
            return new ProjectSettings(fields);
        }
    }
}
