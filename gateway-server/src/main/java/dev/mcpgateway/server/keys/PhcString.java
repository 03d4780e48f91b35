package dev.mcpgateway.server.keys;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash as it is stored: {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, the last two in Base64 without padding. One
 * spelling for one hash: nothing optional, no other order, no leading zeros.
 *
 * <p>Source: the PHC string format (github.com/P-H-C/phc-string-format).
 */
final class PhcString {

    static final String START = "$argon2id$";

    private static final String NUMBER = "(0|[1-9][0-9]{0,8})";
    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19\\$m=" + NUMBER + ",t=" + NUMBER + ",p="
            + NUMBER + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private static final int LONGEST = 256;
    private static final int MIN_SALT = 8;
    private static final int MIN_HASH = 16;
    private static final int MAX_BYTES = 64;

    private final Argon2Parameters parameters;
    private final byte[] salt;
    private final byte[] hash;

    PhcString(Argon2Parameters parameters, byte[] salt, byte[] hash) {
        this.parameters = parameters;
        this.salt = salt;
        this.hash = hash;
    }

    /** Reads a stored hash; a {@link MalformedHashException} says what is wrong and quotes nothing. */
    static PhcString parse(String text) {
        if (text.length() > LONGEST) {
            throw new MalformedHashException("longer than " + LONGEST + " characters");
        }
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedHashException("not of the form $argon2id$v=19$m=…,t=…,p=…$salt$hash");
        }
        return new PhcString(
                parameters(matcher),
                decode(matcher.group(4), "salt", MIN_SALT),
                decode(matcher.group(5), "hash", MIN_HASH));
    }

    Argon2Parameters parameters() {
        return parameters;
    }

    byte[] salt() {
        return salt;
    }

    byte[] hash() {
        return hash;
    }

    String format() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return START + "v=19$m=" + parameters.memoryKib() + ",t=" + parameters.iterations() + ",p="
                + parameters.parallelism() + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    /** The parameters alone. */
    @Override
    public String toString() {
        return "PhcString[parameters=" + parameters + "]";
    }

    private static Argon2Parameters parameters(Matcher matcher) {
        try {
            return new Argon2Parameters(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)));
        } catch (IllegalArgumentException e) {
            throw new MalformedHashException(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] decode(String base64, String part, int leastBytes) {
        byte[] bytes = decode(base64, part);
        if (bytes.length < leastBytes || bytes.length > MAX_BYTES) {
            throw new MalformedHashException(
                    "the " + part + " has " + bytes.length + " bytes, allowed are " + leastBytes + " to " + MAX_BYTES);
        }
        return bytes;
    }

    private static byte[] decode(String base64, String part) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            // The decoder drops stray bits at the end: two spellings of one hash.
            if (Base64.getEncoder().withoutPadding().encodeToString(bytes).equals(base64)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // Its message may quote a character of the hash; the one below does not.
        }
        throw new MalformedHashException("the " + part + " is not Base64");
    }
}
