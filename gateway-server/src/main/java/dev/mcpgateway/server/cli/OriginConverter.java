package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.domain.WebOrigins;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes an origin as browsers send it, or {@code *}. */
final class OriginConverter implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        try {
            return WebOrigins.origin(value);
        } catch (IllegalArgumentException malformed) {
            throw new TypeConversionException(malformed.getMessage());
        }
    }
}
