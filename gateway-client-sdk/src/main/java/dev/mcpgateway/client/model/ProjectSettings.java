package dev.mcpgateway.client.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a project. What is not set stays.
 */
public final class ProjectSettings implements RequestBody {
    private final Fields fields;

    private ProjectSettings(Fields fields) {
        this.fields = fields;
    }

    /** A builder with nothing set. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Map<String, @Nullable Object> fields() {
        return fields.values();
    }

    /** Whether both send the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProjectSettings that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /** The fields, with {@code ***} for a secret. */
    @Override
    public String toString() {
        return "ProjectSettings" + fields;
    }

    /** Collects the fields. */
    public static final class Builder {
        private final Fields.Builder fields = new Fields.Builder();

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
            return new ProjectSettings(fields.build());
        }
    }
}
