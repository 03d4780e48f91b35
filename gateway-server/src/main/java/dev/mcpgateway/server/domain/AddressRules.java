package dev.mcpgateway.server.domain;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From where a key may be used (contract: api-keys.md, "Limits, addresses"): from the addresses and networks that are allowed, or
 * from any where none is named, but never from those that are denied.
 *
 * @param allowed null where any is; never empty
 * @param denied null where none is; never empty
 */
public record AddressRules(
        @Nullable List<AddressRange> allowed, @Nullable List<AddressRange> denied) {
    /** Of a key that may be used from anywhere. */
    public static final AddressRules ANY = new AddressRules(null, null);

    private static final int MAX_ENTRIES = 100;

    public boolean permits(InetAddress client) {
        return (allowed == null || isIn(client, allowed)) && (denied == null || !isIn(client, denied));
    }

    private static boolean isIn(InetAddress client, List<AddressRange> ranges) {
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).contains(client)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads addresses and networks; null stays null.
     *
     * @throws InvalidFieldException naming each entry of {@code field} that is none
     */
    public static @Nullable List<AddressRange> ranges(String field, @Nullable List<String> texts) {
        if (texts == null) {
            return null;
        }
        if (texts.isEmpty() || texts.size() > MAX_ENTRIES) {
            throw new InvalidFieldException(
                    field, "must have 1 to " + MAX_ENTRIES + " entries; null, or no such field, restricts nothing");
        }
        List<AddressRange> ranges = new ArrayList<>(texts.size());
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            try {
                ranges.add(AddressRange.parse(texts.get(i)));
            } catch (IllegalArgumentException malformed) {
                problems.add(new FieldProblem(field + "[" + i + "]", String.valueOf(malformed.getMessage())));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
        return List.copyOf(ranges);
    }

    /** The entries as text; null stays null. */
    public static @Nullable List<String> texts(@Nullable List<AddressRange> ranges) {
        return ranges == null
                ? null
                : ranges.stream().map(AddressRange::toString).toList();
    }
}
