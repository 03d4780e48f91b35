package dev.mcpgateway.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/** Data for people: a line for each item of a list, or for each member of an object. Nothing is cut off. */
final class Table {
    private static final String GAP = "  ";

    private Table() {}

    /** The lines for {@code data}; none for null. */
    static String of(JsonNode data) {
        if (data.isNull() || data.isMissingNode()) {
            return "";
        }
        if (data.isObject()) {
            return lines(members(data));
        }
        return data.isArray() ? list(data) : cell(data) + "\n";
    }

    private static String list(JsonNode items) {
        if (items.isEmpty()) {
            return "Nothing.\n";
        }
        Set<String> columns = new LinkedHashSet<>();
        items.forEach(item -> item.fieldNames().forEachRemaining(columns::add));
        if (columns.isEmpty()) {
            StringBuilder lines = new StringBuilder();
            items.forEach(item -> lines.append(cell(item)).append('\n'));
            return lines.toString();
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        for (JsonNode item : items) {
            rows.add(columns.stream().map(name -> cell(item.path(name))).toList());
        }
        return lines(rows);
    }

    private static List<List<String>> members(JsonNode object) {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            rows.add(List.of(escaped(member.getKey()), cell(member.getValue())));
        }
        return rows;
    }

    /** One value on one line. */
    private static String cell(JsonNode value) {
        if (value.isEmpty() && (value.isContainerNode() || value.isNull() || value.isMissingNode())) {
            return "-";
        } else if (value.isArray()) {
            StringJoiner items = new StringJoiner(", ");
            value.forEach(item -> items.add(cell(item)));
            return items.toString();
        } else if (value.isObject()) {
            StringJoiner members = new StringJoiner(" ");
            value.properties().forEach(member -> members.add(escaped(member.getKey()) + "=" + cell(member.getValue())));
            return members.toString();
        }
        return escaped(value.asText());
    }

    private static String lines(List<List<String>> rows) {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        StringBuilder lines = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i))
                        .append(" ".repeat(widths[i] - width(row.get(i))))
                        .append(GAP);
            }
            lines.append(line.toString().stripTrailing()).append('\n');
        }
        return lines.toString();
    }

    /** A name that holds an escape sequence or a line break must not reach the terminal as one. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isUnseen(c)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString();
    }

    private static boolean isUnseen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** How many columns of a terminal it takes: East Asian wide characters and emoji take two, marks none. */
    private static int width(String text) {
        return text.codePoints().map(Table::width).sum();
    }

    private static int width(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(codePoint) ? 2 : 1;
    }

    /** The blocks of Unicode's East Asian Width W and F (UAX 11), in large strokes. */
    private static boolean isWide(int c) {
        return c >= 0x1100
                && (c <= 0x115f
                        || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
                        || (c >= 0xac00 && c <= 0xd7a3)
                        || (c >= 0xf900 && c <= 0xfaff)
                        || (c >= 0xfe30 && c <= 0xfe6f)
                        || (c >= 0xff00 && c <= 0xff60)
                        || (c >= 0xffe0 && c <= 0xffe6)
                        || (c >= 0x1f300 && c <= 0x1f64f)
                        || (c >= 0x1f680 && c <= 0x1f6ff)
                        || (c >= 0x1f900 && c <= 0x1faff)
                        || (c >= 0x20000 && c <= 0x3fffd));
    }
}
