package dev.mcpgateway.server.testing;

import java.security.SecureRandom;

/**
 * Nothing random at all: keys and ids that are the same at every run, are told apart by a number at their beginning, and say what
 * they are, as in {@code mgw_0DExample0Key0For0Tests0Exa…}. Nobody mistakes one in a committed example for a key that was lost.
 */
public final class ExampleRandom extends SecureRandom {
    private static final long serialVersionUID = 1;
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String PHRASE = "Example0Key0For0Tests0";

    private int number;

    /** @param first where the numbers begin; with two of them far apart no two keys are the same */
    public ExampleRandom(int first) {
        this.number = first;
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        number++;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) digit(i);
        }
    }

    private int digit(int index) {
        int base = ALPHABET.length();
        return switch (index) {
            case 0 -> number / base % base;
            case 1 -> number % base;
            default -> ALPHABET.indexOf(PHRASE.charAt((index - 2) % PHRASE.length()));
        };
    }
}
