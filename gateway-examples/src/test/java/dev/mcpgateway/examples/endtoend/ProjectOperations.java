package dev.mcpgateway.examples.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mcpgateway.client.error.ConflictException;
import dev.mcpgateway.client.error.ErrorCode;
import dev.mcpgateway.client.error.GatewayApiException;
import dev.mcpgateway.client.error.NotFoundException;
import dev.mcpgateway.client.model.AssignedConfig;
import dev.mcpgateway.client.model.GeneratedKey;
import dev.mcpgateway.client.model.MemberEntry;
import dev.mcpgateway.client.model.ProjectDetails;
import dev.mcpgateway.client.model.ProjectItem;
import dev.mcpgateway.client.model.ProjectSettings;
import dev.mcpgateway.client.model.ProjectUser;
import dev.mcpgateway.client.model.RemovedUsers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The operations on projects. */
interface ProjectOperations extends GatewayUnderTest {

    @Test
    default void aProjectThatIsCreatedIsListedFoundAndChanged() {
        String project = name("project");
        String id = client().createProject(project).projectId();
        assertTrue(client().listProjects().stream().map(ProjectItem::projectId).anyMatch(id::equals));
        assertEquals(id, client().searchProjects(project).get(0).projectId());

        String renamed = name("renamed project");
        ProjectDetails changed = client().updateProject(
                        project,
                        ProjectSettings.builder()
                                .projectName(renamed)
                                .singleKey(true)
                                .build());

        assertEquals(renamed, changed.projectName());
        assertTrue(changed.singleKey());
        assertEquals(changed, client().getProject(id));
    }

    @Test
    default void aProjectWithLiveKeysIsNotDeleted() {
        String project = project();
        GeneratedKey key = client().generateApiKey(memberOf(project), project);
        assertFails(ErrorCode.PROJECT_HAS_API_KEYS, ConflictException.class, () -> client().deleteProject(project));

        client().deleteApiKey(key.keyId());
        client().deleteProject(project);

        assertFails(ErrorCode.PROJECT_NOT_FOUND, NotFoundException.class, () -> client().getProject(project));
    }

    @Test
    default void aProjectHasTheConfigurationThatIsAssignedToIt() {
        String project = project();
        String config = configWithServer();
        assertFails(ErrorCode.NO_CONFIG_ASSIGNED, GatewayApiException.class, () -> client().unassignConfig(project));

        AssignedConfig assigned = client().assignConfig(project, config).mcpConfig();

        assertEquals(config, assigned.mcpConfigName());
        assertEquals(assigned, client().getProject(project).mcpConfig());
        assertEquals(client().getConfig(config), client().getProjectConfig(project));
        assertEquals(client().getConfig(config, true), client().getProjectConfig(project, true));

        client().unassignConfig(project);
        assertNull(client().getProject(project).mcpConfig());
    }

    @Test
    default void theMembersOfAProjectAreThoseThatWereAddedAndTheirKeysGoWithThem() {
        String project = project();
        String first = memberOf(project);
        String second = memberOf(project);
        client().generateApiKey(first, project);
        client().generateApiKey(second, project);

        assertEquals(
                List.of(first, second),
                client().listProjectUsers(project).stream()
                        .map(ProjectUser::email)
                        .toList());
        assertEquals(
                List.of(first, second),
                client().getProject(project).users().stream()
                        .map(MemberEntry::email)
                        .toList());

        assertEquals(1, client().removeUserFromProject(project, first).revokedApiKeys());
        assertFails(ErrorCode.USER_NOT_IN_PROJECT, ConflictException.class, () -> client().removeUserFromProject(
                        project, first));
        assertEquals(new RemovedUsers(1, 1), client().removeAllUsersFromProject(project));
        assertEquals(List.of(), client().listProjectUsers(project));
    }

    @Test
    default void aProjectIsExportedInlineAndToAFile() {
        String project = project();
        memberOf(project);

        Map<String, ?> document = client().exportProject(project).toMap();

        assertEquals(client().getProject(project).projectId(), document.get("project_id"));
        assertTrue(client().exportProject(project, "project.json").outputFile().endsWith("project.json"));
    }
}
