package dev.mcpgateway.server.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RingTest {
    @Test
    void aSlotThatIsNotOverHasWhatWasCountedSoFar() {
        Ring ring = new Ring(60);
        ring.add(1_000, false);
        ring.add(1_000, true);
        ring.add(1_001, false);
        assertEquals(new Count(3, 1), ring.sum(942, 1_001));
        assertEquals(new Count(2, 1), ring.sum(1_000, 1_000));
        assertEquals(Count.NONE, ring.sum(1_002, 1_061));
    }

    @Test
    void whatIsOlderThanTheRingIsLongGivesItsPlaceToTheNew() {
        Ring ring = new Ring(48);
        ring.add(100, false);
        ring.add(148, true);
        assertEquals(Count.NONE, ring.sum(100, 100));
        assertEquals(new Count(1, 1), ring.sum(101, 148));
    }

    @Test
    void aClockThatWasWrongForAWhileLeavesTheOtherSlotsAsTheyWere() {
        Ring ring = new Ring(60);
        for (int slot = 1_000; slot < 1_060; slot++) {
            ring.add(slot, false);
        }
        ring.add(9_000_000, false);
        ring.add(3, false);
        assertEquals(60 - 2, ring.sum(1_000, 1_059).count());
        ring.add(1_059, false);
        assertEquals(60 - 2 + 1, ring.sum(1_000, 1_059).count());
    }

    @Test
    void trimmingForgetsWhatIsOldAndNothingElse() {
        Ring ring = new Ring(31);
        ring.add(100, false);
        ring.add(120, false);
        ring.add(500, false);
        ring.trim(131);
        assertEquals(Count.NONE, ring.sum(0, 100));
        assertEquals(new Count(1, 0), ring.sum(101, 131));
        assertEquals(new Count(1, 0), ring.sum(500, 500));
    }

    @RepeatedTest(50)
    void itCountsAsAListOfAllSlotsWouldAndIsReadAsItWasWritten(RepetitionInfo repetition) throws IOException {
        long seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        int size = 1 + random.nextInt(64);
        Ring ring = new Ring(size);
        Map<Integer, int[]> model = new TreeMap<>();
        for (int i = 0; i < 2_000; i++) {
            int slot = random.nextInt(4) == 0 ? random.nextInt(3 * size) : 5 * size + i / 20;
            boolean isError = random.nextBoolean();
            model.keySet().removeIf(old -> old != slot && Math.floorMod(old, size) == Math.floorMod(slot, size));
            int[] counted = model.computeIfAbsent(slot, none -> new int[2]);
            counted[0]++;
            counted[1] += isError ? 1 : 0;
            ring.add(slot, isError);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ring.writeTo(new DataOutputStream(file));
        Ring read = new Ring(size);
        read.readFrom(new DataInputStream(new ByteArrayInputStream(file.toByteArray())));
        for (int slot = 0; slot < 5 * size + 101; slot++) {
            int[] expected = model.getOrDefault(slot, new int[2]);
            Count count = new Count(expected[0], expected[1]);
            assertEquals(count, ring.sum(slot, slot), "seed " + seed + ", slot " + slot);
            assertEquals(count, read.sum(slot, slot), "seed " + seed + ", slot " + slot);
        }
    }
}
