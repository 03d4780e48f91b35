package dev.mcpgateway.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.server.document.DocumentException;
import dev.mcpgateway.server.domain.Change;
import dev.mcpgateway.server.domain.Change.ConfigDeleted;
import dev.mcpgateway.server.domain.Change.ConfigSaved;
import dev.mcpgateway.server.domain.Change.KeyDeleted;
import dev.mcpgateway.server.domain.Change.KeyHashed;
import dev.mcpgateway.server.domain.Change.KeySaved;
import dev.mcpgateway.server.domain.Change.MemberAdded;
import dev.mcpgateway.server.domain.Change.MemberRemoved;
import dev.mcpgateway.server.domain.Change.ProjectDeleted;
import dev.mcpgateway.server.domain.Change.ProjectSaved;
import dev.mcpgateway.server.domain.Change.SettingsSaved;
import dev.mcpgateway.server.domain.Change.StateReplaced;
import dev.mcpgateway.server.domain.Change.UserDeleted;
import dev.mcpgateway.server.domain.Change.UserSaved;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Project;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeCodecTest {
    private final ChangeCodec codec = new ChangeCodec();

    static List<Change> oneOfEachKind() {
        Project plain = Samples.project(1);
        Project withStrangers = new Project(
                "project-2",
                "Of the Python gateway",
                "config-1",
                true,
                Samples.TIME,
                Samples.TIME,
                0,
                Samples.extra().with("users", List.of("nobody-has-this-id")));
        return List.of(
                new ConfigSaved(Samples.config(1)),
                new ConfigDeleted("config-1"),
                new ProjectSaved(plain),
                new ProjectSaved(withStrangers),
                new ProjectDeleted("project-1"),
                new UserSaved(Samples.user(1)),
                new UserDeleted("user-1"),
                new MemberAdded("project-1", "user-1"),
                new MemberRemoved("project-1", "user-1"),
                new KeySaved(Samples.key(1, 1, 1)),
                new KeySaved(Samples.labelledKey(2, "0123456789abcdef")),
                new KeyDeleted("key_1"),
                new KeyHashed("key_1", Samples.key(1, 1, 1).credential()),
                new SettingsSaved(Samples.settings("admin")));
    }

    private byte[] written(List<Change> changes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        codec.write(changes, out);
        return out.toByteArray();
    }

    private List<Change> read(byte[] json) throws IOException, DocumentException {
        return codec.read(json, 0, json.length);
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void everyKindOfChangeIsReadAsItWasWritten(Change change) throws Exception {
        assertEquals(List.of(change), read(written(List.of(change))));
    }

    @Test
    void aStateIsReadAsItWasWrittenWithItsEndedKeys() throws Exception {
        GatewayState state = Samples.state(
                        new SettingsSaved(Samples.settings("admin")),
                        new ConfigSaved(Samples.config(1)),
                        new UserSaved(Samples.user(1)),
                        new ProjectSaved(Samples.project(1)),
                        new MemberAdded("project-1", "user-1"),
                        new KeySaved(Samples.key(1, 1, 1)),
                        new KeySaved(Samples.key(2, 1, 1)),
                        new KeyDeleted("key_2"))
                .withEndedKeys(List.of("key_ended"));

        StateReplaced read =
                (StateReplaced) read(written(List.of(new StateReplaced(state)))).get(0);

        assertEquals(Samples.content(state), Samples.content(read.state()));
        assertEquals(state.endedKeys(), read.state().endedKeys());
    }

    @Test
    void aKeyThatIsNotHashedIsWrittenWithoutTheKeyItself() throws Exception {
        GatewayState state = Samples.withClearKeys();

        byte[] json = written(List.of(
                new StateReplaced(state),
                new KeySaved(state.keyById("key_alpha").orElseThrow())));

        assertFalse(new String(json, StandardCharsets.UTF_8).contains("ALPHA"));
        List<Change> read = read(json);
        GatewayState replaced = ((StateReplaced) read.get(0)).state();
        assertEquals(Samples.content(state), Samples.content(replaced));
        assertEquals(3, replaced.unhashedKeys().size());
        assertFalse(((KeySaved) read.get(1)).key().credential().isHashed());
    }

    @Test
    void noKindOfChangeIsForgottenHere() {
        Set<Class<?>> tested = oneOfEachKind().stream().map(Object::getClass).collect(Collectors.toSet());
        tested.add(StateReplaced.class);

        assertEquals(Set.copyOf(Arrays.asList(Change.class.getPermittedSubclasses())), tested);
    }

    @Test
    void theOrderOfChangesIsKeptOnOneLine() throws Exception {
        byte[] json = written(oneOfEachKind());

        assertEquals(oneOfEachKind(), read(json));
        assertFalse(new String(json, StandardCharsets.UTF_8).contains("\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1]",
                "[{}]",
                "[{\"change\":\"of_the_future\"}]",
                "[{\"change\":\"user_deleted\"}]",
                "[{\"change\":\"user_saved\",\"id\":\"u\"}]",
                "[{\"change\":\"user_saved\",\"id\":\"u\",\"value\":{}}]",
                "[{\"change\":\"state_replaced\",\"value\":{\"users\":[]}}]"
            })
    void whatIsNoChangeIsRefused(String json) {
        assertThrows(DocumentException.class, () -> read(json.getBytes(StandardCharsets.UTF_8)));
    }
}
