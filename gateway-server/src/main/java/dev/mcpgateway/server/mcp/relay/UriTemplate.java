package dev.mcpgateway.server.mcp.relay;

import java.util.regex.Pattern;

/** Whether a URI may have been made of a template (RFC 6570): what stands outside of its expressions is found in the same order. */
final class UriTemplate {
    private static final Pattern EXPRESSION = Pattern.compile("\\{[^{}]*}");

    private UriTemplate() {}

    /** In time that grows with the length of the URI alone: each literal is taken where it is found first. */
    static boolean matches(String template, String uri) {
        String[] literals = EXPRESSION.split(template, -1);
        String first = literals[0];
        String last = literals[literals.length - 1];
        if (literals.length == 1) {
            return template.equals(uri);
        }
        if (!uri.startsWith(first) || !uri.endsWith(last) || uri.length() < first.length() + last.length()) {
            return false;
        }
        int at = first.length();
        int end = uri.length() - last.length();
        for (int i = 1; i < literals.length - 1; i++) {
            int found = uri.indexOf(literals[i], at);
            if (found < 0 || found + literals[i].length() > end) {
                return false;
            }
            at = found + literals[i].length();
        }
        return true;
    }
}
