package dev.mcpgateway.server.domain;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * From where a key may be used (contract: api-keys.md, "Limits, addresses"): from the addresses and networks that are allowed, or
 * from any where none is named, but never from those that are denied.
 */
public final class AddressRules {
    private static final int[] NOTHING = AddressRange.inARow(List.of());

    /** Of a key that may be used from anywhere. */
    public static final AddressRules ANY = new AddressRules(null, null);

    private static final int MAX_ENTRIES = 100;

    private final @Nullable List<AddressRange> allowed;
    private final @Nullable List<AddressRange> denied;

    /** The same in a row each, so that a call with a key that was long unused waits for memory once and not at every entry. */
    private final int[] allowedRow;

    private final int[] deniedRow;

    /**
     * The rules of these entries.
     *
     * @param allowed null where any is; never empty
     * @param denied null where none is; never empty
     */
    public AddressRules(@Nullable List<AddressRange> allowed, @Nullable List<AddressRange> denied) {
        this.allowed = allowed;
        this.denied = denied;
        this.allowedRow = allowed == null ? NOTHING : AddressRange.inARow(allowed);
        this.deniedRow = denied == null ? NOTHING : AddressRange.inARow(denied);
    }

    public @Nullable List<AddressRange> allowed() {
        return allowed;
    }

    public @Nullable List<AddressRange> denied() {
        return denied;
    }

    public boolean permits(InetAddress client) {
        if (allowed == null && denied == null) {
            return true;
        }
        byte[] address = client.getAddress();
        return (allowed == null || AddressRange.anyContains(allowedRow, address))
                && !AddressRange.anyContains(deniedRow, address);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AddressRules that
                && Objects.equals(allowed, that.allowed)
                && Objects.equals(denied, that.denied);
    }

    @Override
    public int hashCode() {
        return Objects.hash(allowed, denied);
    }

    @Override
    public String toString() {
        return "AddressRules[allowed=" + allowed + ", denied=" + denied + "]";
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
