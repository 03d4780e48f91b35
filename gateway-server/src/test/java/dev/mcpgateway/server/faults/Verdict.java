package dev.mcpgateway.server.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What became of one writer's holdings.
 *
 * @param lost what was acknowledged and is not so: a change that is gone, or a deletion that is undone
 * @param half the parts of a call that was not acknowledged, where some of them are there and some are not
 */
record Verdict(List<String> lost, List<String> half) {
    /**
     * Compares what is there with what may be there.
     *
     * @param before what was acknowledged
     * @param after what the call under way would have made of it; the same where there was none
     */
    static Verdict of(
            SortedMap<String, String> before, SortedMap<String, String> after, SortedMap<String, String> found) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.addAll(found.keySet());
        List<String> lost = new ArrayList<>();
        List<String> done = new ArrayList<>();
        List<String> undone = new ArrayList<>();
        for (String name : names) {
            String was = before.get(name);
            String is = found.get(name);
            if (Objects.equals(was, after.get(name))) {
                if (!Objects.equals(was, is)) {
                    lost.add(name + ": acknowledged was <" + was + ">, found <" + is + ">");
                }
            } else if (Objects.equals(is, was)) {
                undone.add(name);
            } else if (Objects.equals(is, after.get(name))) {
                done.add(name);
            } else {
                lost.add(name + ": either <" + was + "> or <" + after.get(name) + ">, found <" + is + ">");
            }
        }
        return new Verdict(
                lost,
                done.isEmpty() || undone.isEmpty() ? List.of() : List.of("done " + done + ", not done " + undone));
    }
}
