package dev.mcpgateway.server.cli;

import dev.mcpgateway.server.domain.AddressRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes an IP address or a network in CIDR notation. */
final class AddressRangeConverter implements ITypeConverter<AddressRange> {
    @Override
    public AddressRange convert(String value) {
        try {
            return AddressRange.parse(value);
        } catch (IllegalArgumentException malformed) {
            throw new TypeConversionException(malformed.getMessage());
        }
    }
}
