package dev.mcpgateway.server.keys;

import java.util.Arrays;

/** A set of numbers that are as good as random, in eight bytes each and room to spare. Not thread-safe. */
final class Fingerprints {

    private static final int FIRST_LENGTH = 16;

    /** Open addressing with linear probing; 0 is an empty place, so the number 0 is kept as 1. */
    private long[] places = new long[FIRST_LENGTH];

    private int size;

    boolean contains(long fingerprint) {
        return places[placeOf(nonZero(fingerprint))] != 0;
    }

    void add(long fingerprint) {
        long number = nonZero(fingerprint);
        int place = placeOf(number);
        if (places[place] == 0) {
            places[place] = number;
            size++;
            if (3L * size > 2L * places.length) {
                grow();
            }
        }
    }

    int size() {
        return size;
    }

    /** Where the number is, or the empty place where it would be. */
    private int placeOf(long number) {
        int place = (int) number & (places.length - 1);
        while (places[place] != 0 && places[place] != number) {
            place = (place + 1) & (places.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] old = places;
        places = new long[2 * old.length];
        Arrays.stream(old).filter(number -> number != 0).forEach(number -> places[placeOf(number)] = number);
    }

    private static long nonZero(long fingerprint) {
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
