package dev.mcpgateway.server.keys;

import java.util.random.RandomGenerator;

/** The digits {@code 0-9A-Za-z}, in that order. */
final class Base62 {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private Base62() {}

    /**
     * {@code length} digits, each of the 62 as likely as any other: of six random bits the values 62 and 63 are thrown
     * away, where a remainder would make some digits likelier.
     */
    static String random(int length, RandomGenerator random) {
        StringBuilder text = new StringBuilder(length);
        byte[] bytes = new byte[length + length / 8];
        while (text.length() < length) {
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length && text.length() < length; i++) {
                int candidate = bytes[i] & 63;
                if (candidate < DIGITS.length()) {
                    text.append(DIGITS.charAt(candidate));
                }
            }
        }
        return text.toString();
    }

    /** {@code number}, not negative, in at least {@code width} digits, padded with {@code 0} on the left. */
    static String encode(long number, int width) {
        StringBuilder digits = new StringBuilder(width);
        for (long rest = number; rest > 0; rest /= DIGITS.length()) {
            digits.append(DIGITS.charAt((int) (rest % DIGITS.length())));
        }
        while (digits.length() < width) {
            digits.append('0');
        }
        return digits.reverse().toString();
    }

    /** The number whose digits are {@code text} from {@code from} on, ten of them at most. */
    static long decode(String text, int from) {
        long number = 0;
        for (int i = from; i < text.length(); i++) {
            number = number * DIGITS.length() + valueOf(text.charAt(i));
        }
        return number;
    }

    private static int valueOf(char digit) {
        if (digit <= '9') {
            return digit - '0';
        }
        return digit <= 'Z' ? digit - 'A' + 10 : digit - 'a' + 36;
    }

    static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
