package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.Precondition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** ETags and the If-Match header (RFC 9110, sections 8.8.3 and 13.1.1). */
final class IfMatch {
    private static final String ENTITY_TAG = "(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"";
    private static final Pattern LIST =
            Pattern.compile("[ \\t,]*" + ENTITY_TAG + "(?:[ \\t]*,[ \\t,]*" + ENTITY_TAG + ")*[ \\t,]*");
    private static final Pattern TAG = Pattern.compile(ENTITY_TAG);

    /** A regular expression is run over it; nobody has this many tags. */
    private static final int MAX_LENGTH = 4096;

    private IfMatch() {}

    /** The strong tag of a version. */
    static String tag(long version) {
        return "\"" + version + "\"";
    }

    /** What the header's lines demand; none demand nothing. A weak tag never matches here, as the RFC says. */
    static Precondition parse(List<String> lines) {
        if (lines.isEmpty()) {
            return Precondition.NONE;
        }
        String header = String.join(",", lines);
        if (header.strip().equals("*")) {
            return Precondition.NONE;
        }
        if (header.length() > MAX_LENGTH || !LIST.matcher(header).matches()) {
            throw malformed();
        }
        Set<String> tags = new HashSet<>();
        Matcher tag = TAG.matcher(header);
        while (tag.find()) {
            if (!tag.group().startsWith("W/")) {
                tags.add(tag.group());
            }
        }
        return version -> tags.contains(tag(version));
    }

    private static InvalidFieldException malformed() {
        return new InvalidFieldException("If-Match", "must be '*' or a list of ETags such as \"12\"");
    }
}
