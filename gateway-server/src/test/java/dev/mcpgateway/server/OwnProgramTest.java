package dev.mcpgateway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.server.cli.Main;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OwnProgramTest {
    @Test
    void itIsThisJavaWithThisClassPathWhereverItIsLaunched() {
        List<String> command = OwnProgram.command();

        assertTrue(Files.isExecutable(Path.of(command.get(0))));
        assertEquals(Main.class.getName(), command.get(command.size() - 1));
        String classPath = command.get(command.indexOf("-cp") + 1);
        assertTrue(Stream.of(classPath.split(File.pathSeparator, -1))
                .allMatch(entry -> Path.of(entry).isAbsolute()));
    }
}
