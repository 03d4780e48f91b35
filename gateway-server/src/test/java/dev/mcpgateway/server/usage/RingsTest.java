package dev.mcpgateway.server.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RingsTest {
    private final Rings rings = new Rings();

    @Test
    void aSlotThatIsNotOverHasWhatWasCountedSoFar() {
        rings.add(Span.MINUTE, 1_000, 1, 0);
        rings.add(Span.MINUTE, 1_000, 1, 1);
        rings.add(Span.MINUTE, 1_001, 1, 0);
        assertEquals(new Count(3, 1), rings.sum(Span.MINUTE, 942, 1_001));
        assertEquals(new Count(2, 1), rings.sum(Span.MINUTE, 1_000, 1_000));
        assertEquals(Count.NONE, rings.sum(Span.MINUTE, 1_002, 1_061));
        assertEquals(Count.NONE, rings.sum(Span.HOUR, 0, 2_000));
    }

    @Test
    void whatIsOlderThanIsRememberedGivesItsPlaceToTheNew() {
        rings.add(Span.HOUR, 100, 1, 0);
        rings.add(Span.HOUR, 148, 1, 1);
        assertEquals(Count.NONE, rings.sum(Span.HOUR, 100, 100));
        assertEquals(new Count(1, 1), rings.sum(Span.HOUR, 101, 148));
    }

    @Test
    void aClockThatWasWrongForAWhileLeavesTheOtherSlotsAsTheyWere() {
        for (int slot = 1_000; slot < 1_060; slot++) {
            rings.add(Span.MINUTE, slot, 1, 0);
        }
        rings.add(Span.MINUTE, 9_000_000, 1, 0);
        rings.add(Span.MINUTE, 3, 1, 0);
        assertEquals(60 - 2, rings.sum(Span.MINUTE, 1_000, 1_059).count());
        rings.add(Span.MINUTE, 1_059, 1, 0);
        assertEquals(60 - 2 + 1, rings.sum(Span.MINUTE, 1_000, 1_059).count());
    }

    @Test
    void trimmingForgetsWhatIsOldAndNothingElse() {
        rings.add(Span.DAY, 100, 1, 0);
        rings.add(Span.DAY, 120, 1, 0);
        rings.add(Span.DAY, 500, 1, 0);
        rings.trim(131 * Span.DAY.seconds() * 1_000);
        assertEquals(Count.NONE, rings.sum(Span.DAY, 0, 100));
        assertEquals(new Count(1, 0), rings.sum(Span.DAY, 101, 131));
        assertEquals(new Count(1, 0), rings.sum(Span.DAY, 500, 500));
    }

    @RepeatedTest(50)
    void theyCountAsAListOfAllSlotsWouldAndAreReadAsTheyWereWritten(RepetitionInfo repetition) throws IOException {
        long seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        Map<Span, Map<Integer, int[]>> model = new EnumMap<>(Span.class);
        for (int i = 0; i < 3_000; i++) {
            Span span = List.of(Span.values()).get(random.nextInt(3));
            int size = span.slots();
            int slot = random.nextInt(4) == 0 ? random.nextInt(3 * size) : 5 * size + i / 20;
            boolean isError = random.nextBoolean();
            Map<Integer, int[]> slots = model.computeIfAbsent(span, none -> new TreeMap<>());
            slots.keySet().removeIf(old -> old != slot && Math.floorMod(old, size) == Math.floorMod(slot, size));
            int[] counted = slots.computeIfAbsent(slot, none -> new int[2]);
            counted[0]++;
            counted[1] += isError ? 1 : 0;
            rings.add(span, slot, 1, isError ? 1 : 0);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        rings.writeTo(new DataOutputStream(file));
        Rings read = new Rings();
        read.readFrom(new DataInputStream(new ByteArrayInputStream(file.toByteArray())));
        model.forEach((span, slots) -> {
            for (int slot = 0; slot < 5 * span.slots() + 151; slot++) {
                int[] expected = slots.getOrDefault(slot, new int[2]);
                Count count = new Count(expected[0], expected[1]);
                assertEquals(count, rings.sum(span, slot, slot), "seed " + seed + ", " + span + " " + slot);
                assertEquals(count, read.sum(span, slot, slot), "seed " + seed + ", " + span + " " + slot);
            }
        });
    }
}
