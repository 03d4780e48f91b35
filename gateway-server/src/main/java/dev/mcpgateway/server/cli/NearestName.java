package dev.mcpgateway.server.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what a person probably meant by a mistyped name. */
final class NearestName {
    private NearestName() {}

    /** The name that the fewest edits lead to, or that begins so; empty when none is near. */
    static Optional<String> of(String typed, Collection<String> names) {
        List<String> begun = names.stream()
                .filter(name -> !typed.isBlank() && name.startsWith(typed))
                .toList();
        if (begun.size() == 1) {
            return Optional.of(begun.get(0));
        }
        int near = Math.max(2, typed.length() / 3);
        return names.stream()
                .filter(name -> distance(typed, name) <= near)
                .min(Comparator.comparingInt((String name) -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many characters are to be added, left out or replaced (Levenshtein). */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j < previous.length; j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
