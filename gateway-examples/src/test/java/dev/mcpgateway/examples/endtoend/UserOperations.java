package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.ProjectName;
import dev.mcpgateway.client.model.UserDetails;
import dev.mcpgateway.client.model.UserItem;
import dev.mcpgateway.client.model.UserName;
import dev.mcpgateway.client.model.UserProject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operations on users. */
interface UserOperations extends GatewayUnderTest {

    @Test
    default void aUserThatIsCreatedIsListedFoundAndRenamed() {
        UserName user = client().createUser(email());
        assertTrue(client().listUsers().stream().map(UserItem::userId).anyMatch(user.userId()::equals));
        assertEquals(user.userId(), client().searchUsers(user.email()).get(0).userId());

        String renamed = email();
        assertEquals(new UserName(user.userId(), renamed), client().updateUser(user.email(), renamed));
        UserDetails read = client().getUser(user.userId());
        assertEquals(renamed, read.email());
        assertEquals(List.of(), read.apiKeys());
    }

    @Test
    default void aUserInAProjectIsDeletedByForceAlone() {
        String project = project();
        String user = memberOf(project);
        assertFails(ErrorCode.USER_IN_PROJECTS, ConflictException.class, () -> client().deleteUser(user));
        client().generateApiKey(user, project);
        assertFails(ErrorCode.USER_HAS_API_KEYS, ConflictException.class, () -> client().deleteUser(user, false));

        client().deleteUser(user, true);

        assertFails(ErrorCode.USER_NOT_FOUND, NotFoundException.class, () -> client().getUser(user));
        assertEquals(0, client().getProject(project).apiKeys());
    }

    @Test
    default void aUserKnowsTheProjects() {
        String project = project();
        String user = memberOf(project);
        client().generateApiKey(user, project);

        UserProject listed = client().listUserProjects(user).get(0);

        assertEquals(project, listed.projectName());
        assertEquals(1, listed.apiKeys());
        assertEquals(
                List.of(new ProjectName(listed.projectId(), project)),
                client().getUser(user).projects());
    }
}
