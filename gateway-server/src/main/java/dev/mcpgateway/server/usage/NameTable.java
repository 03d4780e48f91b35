package dev.mcpgateway.server.usage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names in a file: each in full where it first stands, later by its number. */
final class NameTable {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    void write(DataOutput out, String name) throws IOException {
        int number = numbers.computeIfAbsent(name, next -> numbers.size() + 1);
        if (number == numbers.size() && names.size() < number) {
            names.add(name);
            Packed.write(out, 0);
            Packed.writeText(out, name);
        } else {
            Packed.write(out, number);
        }
    }

    String read(DataInput in) throws IOException {
        int number = Packed.readInt(in, names.size());
        if (number > 0) {
            return names.get(number - 1);
        }
        String name = Packed.readText(in);
        names.add(name);
        return name;
    }
}
