package dev.mcpgateway.server.http;

import java.util.ArrayList;
import java.util.List;

/** Splits a path as it came over the wire, before any decoding, so that an encoded slash stays inside its segment. */
final class RawPath {
    private RawPath() {}

    /** The raw segments; the leading slash and one trailing slash do not count, {@code "/"} has none. */
    static List<String> split(String rawPath) {
        int end = rawPath.length();
        int start = rawPath.startsWith("/") ? 1 : 0;
        if (end > start && rawPath.charAt(end - 1) == '/') {
            end--;
        }
        List<String> segments = new ArrayList<>(8);
        if (start >= end && rawPath.length() <= 1) {
            return segments;
        }
        while (true) {
            int slash = rawPath.indexOf('/', start);
            if (slash < 0 || slash >= end) {
                segments.add(rawPath.substring(start, end));
                return segments;
            }
            segments.add(rawPath.substring(start, slash));
            start = slash + 1;
        }
    }

    /**
     * The segments, each decoded exactly once.
     *
     * @throws HttpException 400 for a broken escape or bytes that are not UTF-8
     */
    static List<String> decode(String rawPath) {
        List<String> segments = split(rawPath);
        segments.replaceAll(raw -> PercentDecoder.decode(raw, false, "path"));
        return segments;
    }
}
