package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.ApiResponse;
import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.RequestOptions;
import dev.mcpgateway.client.api.ConfigCalls;
import dev.mcpgateway.client.api.UserCalls;
import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.model.KeyItem;
import dev.mcpgateway.client.model.KeySettings;
import dev.mcpgateway.client.model.ServerSettings;
import dev.mcpgateway.client.model.UserDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What holds for many operations. */
interface ManyOperations extends GatewayUnderTest {

    @Test
    default void aChangeForAnOlderVersionIsRefused() {
        ApiResponse<UserDetails> read = client().send(UserCalls.getUser(user()));
        GatewayClient ifUnchanged =
                client().withOptions(RequestOptions.ifMatch(read.etag().orElseThrow()));

        String renamed = ifUnchanged.updateUser(read.value().userId(), email()).email();

        ConflictException stale = assertThrows(
                ConflictException.class,
                () -> ifUnchanged.deleteUser(read.value().userId()));
        assertEquals(412, stale.status());
        assertEquals(ErrorCode.PRECONDITION_FAILED, stale.errorCode().orElseThrow());
        assertEquals(renamed, client().getUser(read.value().userId()).email());
    }

    @Test
    default void everyListComesInPagesToo() {
        String project = project();
        String config = configWithServer();
        client().addServer(
                        config, "two", ServerSettings.builder().command(COMMAND).build());
        client().assignConfig(project, config);
        client().assignConfig(project(), config);
        String user = memberOf(project);
        memberOf(project);
        client().addUserToProject(project(), user);
        client().generateApiKey(user, project);
        client().generateApiKey(user, project);

        assertPaged(client().listConfigs(), client()::listConfigs);
        assertPaged(client().listConfigProjects(config), page -> client().listConfigProjects(config, page));
        assertPaged(client().listServers(config), page -> client().listServers(config, page));
        assertPaged(client().listProjects(), client()::listProjects);
        assertPaged(client().listProjectUsers(project), page -> client().listProjectUsers(project, page));
        assertPaged(client().listUsers(), client()::listUsers);
        assertPaged(client().listUserProjects(user), page -> client().listUserProjects(user, page));
        assertPaged(client().listUserApiKeys(user), page -> client().listUserApiKeys(user, page));
        assertPaged(client().listUserApiKeys(user, project), page -> client().listUserApiKeys(user, project, page));
        assertPaged(client().listApiKeys(), client()::listApiKeys);
    }

    private static <T> void assertPaged(List<T> whole, Function<PageRequest, Page<T>> fetch) {
        assertTrue(whole.size() >= 2, "one page would show nothing");
        List<Integer> sizes = new ArrayList<>();

        List<T> streamed = Page.stream(1, (PageRequest page) -> {
                    Page<T> fetched = fetch.apply(page);
                    sizes.add(fetched.items().size());
                    return fetched;
                })
                .toList();

        assertEquals(whole, streamed);
        assertTrue(sizes.size() >= whole.size() && sizes.stream().allMatch(size -> size <= 1), sizes::toString);
    }

    @Test
    default void aKeyHasItsNameAndATokenThatWasUsedMakesNoSecondOne() {
        String project = project();
        String user = memberOf(project);
        KeySettings settings = KeySettings.builder()
                .name("laptop")
                .clientToken("the-token-of-the-first-key")
                .build();
        assertEquals("laptop", client().generateApiKey(user, project, settings).name());

        assertFails(ErrorCode.API_KEY_ALREADY_ISSUED, ConflictException.class, () -> client().generateApiKey(
                        user, project, settings));
        assertEquals(
                List.of("laptop"),
                client().listUserApiKeys(user).stream().map(KeyItem::name).toList());
    }

    @Test
    default void anAnswerComesWithItsStatusItsMessageAndTheRequestId() {
        RequestOptions traced = RequestOptions.builder().requestId("trace-me").build();

        ApiResponse<?> created = client().withOptions(traced).send(ConfigCalls.createConfig(name("config")));

        assertEquals(201, created.status());
        assertEquals("Configuration created successfully", created.message());
        assertEquals("trace-me", created.requestId().orElseThrow());
        assertNotNull(created.timestamp());
        assertEquals(1, created.attempts());
    }
}
