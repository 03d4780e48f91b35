package dev.mcpgateway.server.cli;

import java.util.List;
import java.util.regex.Pattern;

/** Command lines as they are typed into a shell. */
final class ShellWords {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private static final int WIDTH = 76;

    private ShellWords() {}

    /** {@code word} so that a POSIX shell takes it as one. */
    static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** {@code words} on lines that fit a help text, and that a shell takes as one. */
    static String lines(List<String> words) {
        StringBuilder text = new StringBuilder(" ");
        int length = 1;
        for (String word : words) {
            String quoted = quoted(word);
            if (length + quoted.length() > WIDTH && length > 1) {
                text.append(" \\\n     ");
                length = 5;
            }
            text.append(' ').append(quoted);
            length += 1 + quoted.length();
        }
        return text.toString();
    }
}
