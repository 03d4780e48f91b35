package dev.mcpgateway.server.api.openapi;

import java.util.Set;
import java.util.TreeSet;

/** What nobody has said of fields, collected so that all of it is reported at once. */
final class Gaps {
    private final Set<String> found = new TreeSet<>();

    void noDescription(String field) {
        found.add(field + " has no description");
    }

    void noExample(String field) {
        found.add(field + " has no example");
    }

    /** @throws IllegalStateException naming every gap */
    void requireNone() {
        if (!found.isEmpty()) {
            throw new IllegalStateException(
                    "say it in glossary.json, or with @Doc on the component: " + String.join("; ", found));
        }
    }
}
