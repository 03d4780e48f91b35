package dev.mcpgateway.server.faults;

import dev.mcpgateway.server.faults.AdminClient.Answer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One of the clients, and its ledger: what was acknowledged, and the one call that it has sent and not been answered. Its
 * calls follow one another, so at any kill at most one is in doubt.
 */
final class Writer {
    /** Answers that say that nothing was done. */
    private static final Set<String> REFUSALS = Set.of("SHUTTING_DOWN", "OVERLOADED");

    private final String prefix;
    private final Random random;
    private final Deeds deeds;
    private Holdings acknowledged = new Holdings();
    private @Nullable Deed inFlight;
    private long acknowledgements;

    Writer(int number, Random random) {
        this.prefix = "w" + number + "-";
        this.random = random;
        this.deeds = new Deeds(prefix, random);
    }

    /**
     * Writes until it is told to stop or the process is gone.
     *
     * @param shareOfLong how many of its changes are to be of much text, from 0 to 1
     */
    void write(AdminClient client, BooleanSupplier stopped, double shareOfLong) throws InterruptedException {
        while (!stopped.getAsBoolean() && inFlight == null) {
            Deed deed = random.nextDouble() < shareOfLong ? deeds.nextLong(acknowledged) : deeds.next(acknowledged);
            inFlight = deed;
            try {
                note(deed, client.send(deed.method(), deed.path(), deed.body()));
            } catch (IOException gone) {
                return;
            }
        }
    }

    private void note(Deed deed, Answer answer) {
        if (answer.status() < 300) {
            acknowledged = identified(deed.after(), answer);
            acknowledgements++;
            inFlight = null;
        } else if (REFUSALS.contains(answer.code())) {
            inFlight = null;
        } else if (!answer.code().equals("STORAGE_FAILED")) {
            throw new AssertionError(deed + ": " + answer);
        }
    }

    /** A new key has its id from the answer. */
    private static Holdings identified(Holdings after, Answer answer) {
        HeldKey made = after.keys.remove(Holdings.NEW_KEY);
        if (made != null) {
            after.keys.put(answer.data().path("key_id").asText(), made);
        }
        return after;
    }

    /** Compares the ledger with what a new process says, and goes on from that. */
    Verdict settle(Observation observation) {
        Deed doubtful = inFlight;
        Holdings after = doubtful == null ? acknowledged : doubtful.after();
        Map<String, String> unknown = new HashMap<>();
        SortedMap<String, String> found = observation.factsOf(prefix, id -> {
            boolean known = acknowledged.keys.containsKey(id) || after.keys.containsKey(id);
            return known || !after.keys.containsKey(Holdings.NEW_KEY)
                    ? id
                    : unknown.computeIfAbsent(id, first -> unknown.isEmpty() ? Holdings.NEW_KEY : first);
        });
        Verdict verdict = Verdict.of(acknowledged.facts(), after.facts(), found);
        if (after != acknowledged && found.equals(after.facts())) {
            unknown.forEach((id, label) -> {
                HeldKey made = after.keys.remove(label);
                if (made != null) {
                    after.keys.put(id, made);
                }
            });
            acknowledged = after;
        }
        inFlight = null;
        return verdict;
    }

    long acknowledgements() {
        return acknowledgements;
    }

    String state() {
        return prefix + " in flight: " + inFlight;
    }
}
