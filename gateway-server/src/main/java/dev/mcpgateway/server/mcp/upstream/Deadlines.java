package dev.mcpgateway.server.mcp.upstream;

import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a server may take: {@code common_mcp_gateway_config.timeout_settings}, in seconds, and what the server's own {@code
 * timeouts} say instead under the same names.
 *
 * @param probe how long a server may take to say that it is of the modern era, before it is taken to be a legacy one, within {@code
 *     startup} ({@code probe_timeout}, 5 s)
 * @param startup from the launch to the end of the handshake ({@code startup_timeout}, else {@code default_timeout}, 30 s)
 * @param toolCall an answer to {@code tools/call} ({@code tool_execution_timeout}, 60 s)
 * @param discovery all pages of one list ({@code discovery_timeout}, 20 s)
 * @param request an answer to any other request ({@code default_timeout}, 30 s)
 * @param idle after how long without a call and a client a server is stopped ({@code idle_timeout}, 900 s)
 * @param lists how long lists are kept ({@code enkrypt_tool_cache_expiration}, in hours, 4)
 */
public record Deadlines(
        Duration probe,
        Duration startup,
        Duration toolCall,
        Duration discovery,
        Duration request,
        Duration idle,
        Duration lists) {
    private static final double MOST_SECONDS = Duration.ofDays(7).toSeconds();

    /** Those under {@code settings}; {@code timeouts} are the server's, or null. */
    public static Deadlines of(Settings settings, @Nullable Attributes timeouts) {
        Attributes own = timeouts == null ? Attributes.EMPTY : timeouts;
        Attributes common = settings.common().object("timeout_settings");
        Duration request = seconds(own, common, "default_timeout", Duration.ofSeconds(30));
        double hours = number(settings.common().get("enkrypt_tool_cache_expiration"), 4);
        return new Deadlines(
                seconds(own, common, "probe_timeout", Duration.ofSeconds(5)),
                seconds(own, common, "startup_timeout", request),
                seconds(own, common, "tool_execution_timeout", Duration.ofSeconds(60)),
                seconds(own, common, "discovery_timeout", Duration.ofSeconds(20)),
                request,
                seconds(own, common, "idle_timeout", Duration.ofMinutes(15)),
                duration(hours * 3600));
    }

    /** How long an answer to {@code method} may take. */
    public Duration of(String method) {
        return method.equals("tools/call") ? toolCall : request;
    }

    private static Duration seconds(Attributes own, Attributes common, String name, Duration otherwise) {
        double given = number(own.get(name), number(common.get(name), 0));
        return given > 0 ? duration(given) : otherwise;
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(Math.min(seconds, MOST_SECONDS) * 1000));
    }

    private static double number(@Nullable Object value, double otherwise) {
        return value instanceof Number number && number.doubleValue() > 0 ? number.doubleValue() : otherwise;
    }
}
