package dev.mcpgateway.server.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A path with named parameters, such as {@code /api/v1/configs/{config_identifier}/servers}.
 *
 * <p>A parameter is a whole segment and matches any one segment that is not empty. Literals are compared with the
 * decoded segments of the request, case-sensitively.
 */
public final class PathTemplate {
    private final String text;
    private final List<Segment> segments;
    private final List<String> parameterNames;

    private record Segment(boolean parameter, String value) {}

    private PathTemplate(String text, List<Segment> segments, List<String> parameterNames) {
        this.text = text;
        this.segments = segments;
        this.parameterNames = parameterNames;
    }

    /**
     * Parses a template.
     *
     * @throws IllegalArgumentException if it does not start with a slash, has an empty segment, a brace inside a
     *     literal, an unnamed parameter or one name twice
     */
    public static PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path template starts with '/': " + text);
        }
        List<Segment> segments = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String part : RawPath.split(text)) {
            Segment segment = segment(part, text);
            segments.add(segment);
            if (segment.parameter()) {
                names.add(segment.value());
            }
        }
        if (new HashSet<>(names).size() != names.size()) {
            throw new IllegalArgumentException("a parameter name occurs twice: " + text);
        }
        return new PathTemplate(text, List.copyOf(segments), List.copyOf(names));
    }

    private static Segment segment(String part, String text) {
        boolean parameter = part.length() > 2 && part.startsWith("{") && part.endsWith("}");
        String value = parameter ? part.substring(1, part.length() - 1) : part;
        if (value.isEmpty() || value.indexOf('{') >= 0 || value.indexOf('}') >= 0) {
            throw new IllegalArgumentException("a segment is a literal or one {parameter}: " + text);
        }
        return new Segment(parameter, value);
    }

    /** The template as it was written. */
    public String text() {
        return text;
    }

    /** The parameters from left to right. */
    public List<String> parameterNames() {
        return parameterNames;
    }

    @Override
    public String toString() {
        return text;
    }

    int segmentCount() {
        return segments.size();
    }

    /**
     * What two templates must not share under one method: literals as they are, every parameter alike. In ascending
     * order of this key a literal comes before a parameter, leftmost segment first, which is the order of precedence.
     */
    List<String> shape() {
        return segments.stream().map(s -> s.parameter() ? "1" : "0" + s.value()).toList();
    }

    boolean matches(List<String> path) {
        if (path.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            String part = path.get(i);
            if (segment.parameter() ? part.isEmpty() : !segment.value().equals(part)) {
                return false;
            }
        }
        return true;
    }

    /** The parameters' values, in the template's order; the path must match. */
    Map<String, String> bind(List<String> path) {
        if (parameterNames.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).parameter()) {
                values.put(segments.get(i).value(), path.get(i));
            }
        }
        return Collections.unmodifiableMap(values);
    }
}
