package dev.mcpgateway.client.internal;

import java.util.function.DoubleSupplier;

/** Text that is hardly ever the same twice, for ids that are no secrets. */
final class RandomText {
    private static final char[] DIGITS = "0123456789abcdefghijklmnopqrstuv".toCharArray();

    private RandomText() {}

    /** {@code length} characters of 5 bits. */
    static String of(int length, DoubleSupplier random) {
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = DIGITS[Math.min((int) (random.getAsDouble() * DIGITS.length), DIGITS.length - 1)];
        }
        return new String(text);
    }
}
