package dev.mcpgateway.server.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signed bodies that are kept before they are sent on. */
class ModelPayloadTest {
    private static Payload payload(SpoolRoom room) {
        return new Payload(Request.of("POST", "/v1/files", Map.of(), new byte[100_000]), room);
    }

    @Test
    void oneKeyKeepsFourBodiesInFilesAndOthersTheirs() throws InterruptedException {
        SpoolRoom room = new SpoolRoom();
        List<Payload> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Payload payload = payload(room);
            payload.hold("a");
            held.add(payload);
        }
        try (Payload fifth = payload(room);
                Payload another = payload(room)) {
            RefusedException refused = assertThrows(RefusedException.class, () -> fifth.hold("a"));
            assertEquals("overloaded", refused.code());
            another.hold("b");
        }
        held.forEach(Payload::close);
        try (Payload next = payload(room)) {
            next.hold("a");
            assertEquals(100_000, next.length());
        }
    }

    @Test
    void aBodyThatDoesNotComeInTimeIsA408AndKeepsNoRoom() throws InterruptedException {
        SpoolRoom room = new SpoolRoom(Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            try (Payload late = payload(room)) {
                HttpException refused = assertThrows(HttpException.class, () -> late.hold("a"));
                assertEquals(408, refused.status());
            }
        }
    }
}
