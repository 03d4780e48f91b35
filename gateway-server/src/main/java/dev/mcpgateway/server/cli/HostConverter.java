package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.domain.WebOrigins;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the name or the address of a host, without a port. */
final class HostConverter implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        try {
            return WebOrigins.host(value);
        } catch (IllegalArgumentException malformed) {
            throw new TypeConversionException(malformed.getMessage());
        }
    }
}
