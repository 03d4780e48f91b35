package dev.mcpgateway.server.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes the name or the address of a host, without a port. */
final class HostConverter implements ITypeConverter<String> {
    private static final Pattern HOST = Pattern.compile("[a-z0-9._-]+|\\[[0-9a-f:.]+]");

    @Override
    public String convert(String value) {
        String host = value.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(host).matches()) {
            throw new TypeConversionException("'" + value + "' is no host name: write it without a scheme and a port");
        }
        return host;
    }
}
