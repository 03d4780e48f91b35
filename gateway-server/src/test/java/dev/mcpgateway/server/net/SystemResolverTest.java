package dev.mcpgateway.server.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemResolverTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "2001:db8::7"})
    void anAddressWaitsForNoLookUp(String address) throws Exception {
        SystemResolver resolver = new SystemResolver("test-look-up");
        resolver.close();

        assertArrayEquals(new InetAddress[] {InetAddress.getByName(address)}, resolver.addresses(address));
    }

    @Test
    void aNameIsLookedUpByThreadsOfItsOwn() {
        SystemResolver resolver = new SystemResolver("test-look-up");
        resolver.close();

        assertThrows(IOException.class, () -> resolver.addresses("localhost"));
    }
}
