package dev.mcpgateway.server.domain;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which fields of a free-form object hold secrets, by their names: {@code client_secret}, {@code clientSecret} and {@code
 * CLIENT_SECRET} are one name.
 */
final class SecretNames {
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern SEPARATOR = Pattern.compile("[^a-z0-9]+");

    /** Where to find something, which is no secret whatever it is. */
    private static final Set<String> PLACES = Set.of("path", "url", "uri", "endpoint");

    private static final List<String> ANYWHERE = List.of(
            "secret", "password", "passphrase", "private_key", "privatekey", "custom_headers", "additional_params");
    private static final List<String> AT_THE_END = List.of(
            "token",
            "tokens",
            "api_key",
            "api_keys",
            "apikey",
            "apikeys",
            "authorization",
            "credential",
            "credentials",
            "cookie",
            "cookies",
            "assertion",
            "assertions");

    private SecretNames() {}

    /** Whether every string in a field named {@code name} is a secret. */
    static boolean saysSecret(String name) {
        String words = SEPARATOR
                .matcher(WORD_START.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT))
                .replaceAll("_");
        String last = words.substring(words.lastIndexOf('_') + 1);
        return !PLACES.contains(last)
                && (ANYWHERE.stream().anyMatch(words::contains)
                        || AT_THE_END.stream().anyMatch(words::endsWith));
    }
}
