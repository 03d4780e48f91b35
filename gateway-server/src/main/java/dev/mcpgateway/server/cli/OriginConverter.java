package dev.mcpgateway.server.cli;

import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Takes an origin as browsers send it (RFC 6454, section 6.2): anything else would never match one. */
final class OriginConverter implements ITypeConverter<String> {
    private static final Pattern ORIGIN = Pattern.compile("\\*|[a-z][a-z0-9+.-]*://[^/?#@\\s]+");

    @Override
    public String convert(String value) {
        String origin = value.toLowerCase(Locale.ROOT);
        if (!ORIGIN.matcher(origin).matches()) {
            throw new TypeConversionException(
                    "'" + value + "' is no origin: write it as https://app.example.com, without a path");
        }
        return origin;
    }
}
