package dev.mcpgateway.server.mcp.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.mcp.relay.Catalogue.Shelf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds tools by words. One counts more in a name than in a description, and more if few tools have it; so the small words of a
 * sentence do not matter.
 */
final class ToolSearch {
    private static final double IN_NAME = 4;
    private static final double IN_TITLE = 3;
    private static final double IN_SERVER = 2;
    private static final double IN_DESCRIPTION = 1;

    /** What a word that is only like the one that is looked for counts, as {@code issues} is like {@code issue}. */
    private static final double LIKE = 0.5;

    private static final int SHORTEST_LIKE = 3;
    private static final int LONGEST_ENDING = 3;

    /** A query of more words than these is no query. */
    private static final int MOST_WORDS = 32;

    private static final Pattern HUMP = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    private final List<Shelf> shelves;
    private final List<Hit> hits;

    private record Hit(Shelf shelf, ObjectNode tool, List<Double> weights, double score) {
        Hit weighed(double[] worth) {
            double sum = 0;
            for (int i = 0; i < worth.length; i++) {
                sum += weights.get(i) * worth[i];
            }
            return new Hit(shelf, tool, weights, sum);
        }
    }

    /**
     * The best of what was found.
     *
     * @param shelves those that have any of it, and those that did not answer; the best first
     * @param matching how many tools match in all
     */
    record Found(List<Shelf> shelves, int matching) {}

    private ToolSearch(List<Shelf> shelves, List<Hit> hits) {
        this.shelves = shelves;
        this.hits = hits;
    }

    static ToolSearch of(String query, List<Shelf> shelves) {
        List<String> wanted = words(query).stream().distinct().limit(MOST_WORDS).toList();
        List<Hit> all = new ArrayList<>();
        for (Shelf shelf : shelves) {
            for (ObjectNode tool : shelf.tools()) {
                all.add(new Hit(shelf, tool, weights(wanted, shelf, tool), 0));
            }
        }
        double[] worth = new double[wanted.size()];
        for (int i = 0; i < worth.length; i++) {
            int word = i;
            long having =
                    all.stream().filter(hit -> hit.weights().get(word) > 0).count();
            worth[i] = Math.log(1 + all.size() / (double) Math.max(1, having));
        }
        return new ToolSearch(
                shelves,
                all.stream()
                        .map(hit -> hit.weighed(worth))
                        .filter(hit -> hit.score() > 0)
                        .sorted(Comparator.comparingDouble(Hit::score).reversed())
                        .toList());
    }

    Found best(int most) {
        Map<Shelf, List<ObjectNode>> best = new LinkedHashMap<>();
        hits.stream().limit(most).forEach(hit -> best.computeIfAbsent(hit.shelf(), first -> new ArrayList<>())
                .add(hit.tool()));
        List<Shelf> found = new ArrayList<>();
        best.forEach((shelf, tools) -> found.add(shelf.with(tools)));
        shelves.stream()
                .filter(shelf -> shelf.failure() != null || (shelves.size() == 1 && found.isEmpty()))
                .forEach(shelf -> found.add(shelf.with(List.of())));
        return new Found(found, hits.size());
    }

    /** How much each of the {@code wanted} words counts for the tool: where it is found best. */
    private static List<Double> weights(List<String> wanted, Shelf shelf, ObjectNode tool) {
        double[] weights = new double[wanted.size()];
        weigh(weights, wanted, tool.path("name").asText(), IN_NAME);
        weigh(weights, wanted, tool.path("title").asText(), IN_TITLE);
        weigh(weights, wanted, tool.path("annotations").path("title").asText(), IN_TITLE);
        weigh(weights, wanted, shelf.server().name(), IN_SERVER);
        weigh(weights, wanted, tool.path("description").asText(), IN_DESCRIPTION);
        return Arrays.stream(weights).boxed().toList();
    }

    private static void weigh(double[] weights, List<String> wanted, String text, double field) {
        Set<String> present = new LinkedHashSet<>(words(text));
        for (int i = 0; i < weights.length; i++) {
            String word = wanted.get(i);
            if (present.contains(word)) {
                weights[i] = Math.max(weights[i], field);
            } else if (weights[i] < field * LIKE && present.stream().anyMatch(other -> isLike(other, word))) {
                weights[i] = field * LIKE;
            }
        }
    }

    /** Whether one is the beginning of the other: of any longer word where it is looked for, else of a form of the same. */
    private static boolean isLike(String present, String wanted) {
        // Where words are not written apart, one of two characters is a long one.
        if (wanted.codePoints().anyMatch(Character::isIdeographic)) {
            return present.contains(wanted);
        }
        return (wanted.length() >= SHORTEST_LIKE && present.startsWith(wanted))
                || (present.length() >= SHORTEST_LIKE
                        && wanted.startsWith(present)
                        && wanted.length() - present.length() <= LONGEST_ENDING);
    }

    private static List<String> words(String text) {
        return Arrays.stream(BETWEEN.split(HUMP.matcher(text).replaceAll(" "), -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }
}
