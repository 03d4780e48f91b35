package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a tool that is sent as a header too.
 *
 * @param header its name
 * @param path the properties that lead to it
 */
record ParameterHeader(String header, List<String> path) {
    /** Its value among {@code arguments}; null where there is none. */
    @Nullable
    String value(JsonNode arguments) {
        JsonNode value = arguments;
        for (String step : path) {
            value = value.path(step);
        }
        if (value.isTextual()) {
            return HeaderValue.of(value.textValue());
        } else if (value.isBoolean()) {
            return value.asText();
        } else if (value.isNumber()
                && value.canConvertToLong()
                && value.decimalValue().stripTrailingZeros().scale() <= 0) {
            // Nothing larger is an integer here, and a large exponent would be written out.
            return Long.toString(value.longValue());
        }
        return null;
    }
}
