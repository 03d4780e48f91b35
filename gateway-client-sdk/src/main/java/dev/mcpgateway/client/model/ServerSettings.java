package dev.mcpgateway.client.model;

import dev.mcpgateway.client.Secret;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a server is reached and treated, to add one or to change one. In a change, what is not set stays, and null clears.
 *
 * <pre>{@code
 * ServerSettings.builder()
 *         .command("npx", "-y", "@modelcontextprotocol/server-filesystem", "/tmp")
 *         .env(Map.of("TOKEN", Secret.of(token)))
 *         .build()
 * }</pre>
 */
public final class ServerSettings extends RequestBody {
    private ServerSettings(Fields fields) {
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

        /** The program to launch, found on PATH and never given to a shell; in place of {@link #url}. */
        public Builder command(@Nullable String program) {
            fields.put("server_command", program);
            return this;
        }

        /** The program to launch, with its arguments. */
        public Builder command(String program, String... args) {
            command(program);
            return args(List.of(args));
        }

        /** The program's arguments. */
        public Builder args(@Nullable List<String> args) {
            fields.put("args", args);
            return this;
        }

        /** Variables added to the program's environment, as a whole. A value that is {@code ********} keeps the stored one. */
        public Builder env(@Nullable Map<String, Secret> env) {
            fields.put("env", env);
            return this;
        }

        /** Where a remote server is, an http or https URL; in place of {@link #command(String)}. */
        public Builder url(@Nullable String url) {
            fields.put("url", url);
            return this;
        }

        /** Header fields sent with every request to a remote server, as a whole. A value that is {@code ********} keeps the stored one. */
        public Builder headers(@Nullable Map<String, Secret> headers) {
            fields.put("headers", headers);
            return this;
        }

        /** What the server is for. */
        public Builder description(@Nullable String description) {
            fields.put("description", description);
            return this;
        }

        /** A map by tool name; where it is not empty, no other tool of the server is offered. */
        public Builder tools(@Nullable Map<String, ? extends @Nullable Object> tools) {
            fields.put("tools", tools);
            return this;
        }

        /** The policy that the arguments of a call pass before the server sees them. */
        public Builder inputGuardrails(@Nullable GuardrailPolicy policy) {
            fields.put("input_guardrails_policy", policy);
            return this;
        }

        /** The policy that a result passes before the client sees it. */
        public Builder outputGuardrails(@Nullable GuardrailPolicy policy) {
            fields.put("output_guardrails_policy", policy);
            return this;
        }

        /** The policy that the server's own definitions pass when they are discovered. */
        public Builder toolGuardrails(@Nullable GuardrailPolicy policy) {
            fields.put("tool_guardrails_policy", policy);
            return this;
        }

        /** Whether the server's own description is checked by the tool guardrails too. */
        public Builder serverInfoValidation(@Nullable Boolean isEnabled) {
            fields.put("enable_server_info_validation", isEnabled);
            return this;
        }

        /** How the gateway is to sign in at the server with OAuth; kept by the gateway, and reported as not effective. */
        public Builder oauthConfig(@Nullable JsonDocument config) {
            fields.put("oauth_config", config);
            return this;
        }

        /** How clients share the server's process. */
        public Builder sharing(@Nullable ServerSharing sharing) {
            fields.put("sharing", sharing);
            return this;
        }

        /** Deadlines in seconds that differ from those of the gateway, under the same names. */
        public Builder timeouts(@Nullable Map<String, ? extends Number> seconds) {
            fields.put("timeouts", seconds);
            return this;
        }

        /** What was set. */
        public ServerSettings build() {
            return new ServerSettings(fields);
        }
    }
}
