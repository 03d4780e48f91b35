package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.Sender;
import dev.mcpgateway.client.model.AddedUser;
import dev.mcpgateway.client.model.Assignment;
import dev.mcpgateway.client.model.ConfigDetails;
import dev.mcpgateway.client.model.FoundProject;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.ProjectDetails;
import dev.mcpgateway.client.model.ProjectItem;
import dev.mcpgateway.client.model.ProjectName;
import dev.mcpgateway.client.model.ProjectSettings;
import dev.mcpgateway.client.model.ProjectUser;
import dev.mcpgateway.client.model.RemovedUser;
import dev.mcpgateway.client.model.RemovedUsers;
import dev.mcpgateway.client.model.WrittenFile;
import java.util.List;

/** The operations on projects and their members. */
public interface ProjectsApi extends Sender {

    /**
     * Lists projects. All projects in the order of their creation. Keys that are revoked or expired are not counted.
     */
    default List<ProjectItem> listProjects() {
        return send(ProjectCalls.listProjects()).value();
    }

    /**
     * Lists projects. All projects in the order of their creation. Keys that are revoked or expired are not counted. One part of the list; see {@link Page#stream}.
     *
     * @param page which part of the list
     */
    default Page<ProjectItem> listProjects(PageRequest page) {
        return send(ProjectCalls.listProjects(page)).value();
    }

    /**
     * Creates a project. Without a configuration and without members: assign one and add users next.
     *
     * @param projectName the name: 1 to 128 characters, unique, not shaped like a UUID
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default ProjectName createProject(String projectName) {
        return send(ProjectCalls.createProject(projectName)).value();
    }

    /**
     * Gets a project. With its configuration and its members.
     *
     * @param project the project's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default ProjectDetails getProject(String project) {
        return send(ProjectCalls.getProject(project)).value();
    }

    /**
     * Updates a project. Renames it, or says that it may have one live API key only ({@code single_key}); keys it has already stay.
     *
     * @param project the project's id or name
     * @param settings what to change
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default ProjectDetails updateProject(String project, ProjectSettings settings) {
        return send(ProjectCalls.updateProject(project, settings)).value();
    }

    /**
     * Deletes a project. Refused while it has live API keys; revoked and expired ones go with it.
     *
     * @param project the project's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default void deleteProject(String project) {
        send(ProjectCalls.deleteProject(project));
    }

    /**
     * Assigns a configuration. In place of the one the project has, if any. By {@code config_name} or {@code config_id}.
     *
     * @param project the project's id or name
     * @param config the configuration's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Assignment assignConfig(String project, String config) {
        return send(ProjectCalls.assignConfig(project, config)).value();
    }

    /**
     * Takes the configuration away. The project's keys then open nothing until another one is assigned.
     *
     * @param project the project's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default void unassignConfig(String project) {
        send(ProjectCalls.unassignConfig(project));
    }

    /**
     * Gets a project's configuration. As getConfig shows it; 404 where none is assigned.
     *
     * @param project the project's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default ConfigDetails getProjectConfig(String project) {
        return send(ProjectCalls.getProjectConfig(project)).value();
    }

    /**
     * Gets a project's configuration. As getConfig shows it; 404 where none is assigned.
     *
     * @param project the project's id or name
     * @param reveal whether secrets are shown in place of their mask
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default ConfigDetails getProjectConfig(String project, boolean reveal) {
        return send(ProjectCalls.getProjectConfig(project, reveal)).value();
    }

    /**
     * Lists a project's users. In the order of their creation, with the number of their live keys to this project.
     *
     * @param project the project's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default List<ProjectUser> listProjectUsers(String project) {
        return send(ProjectCalls.listProjectUsers(project)).value();
    }

    /**
     * Lists a project's users. In the order of their creation, with the number of their live keys to this project. One part of the list; see {@link Page#stream}.
     *
     * @param project the project's id or name
     * @param page which part of the list
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Page<ProjectUser> listProjectUsers(String project, PageRequest page) {
        return send(ProjectCalls.listProjectUsers(project, page)).value();
    }

    /**
     * Adds a user to a project. By {@code email} or {@code user_id}. Adding a member again changes nothing and succeeds.
     *
     * @param project the project's id or name
     * @param user the user's id or email
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default AddedUser addUserToProject(String project, String user) {
        return send(ProjectCalls.addUserToProject(project, user)).value();
    }

    /**
     * Removes a user from a project. The user's keys to the project are revoked with the membership.
     *
     * @param project the project's id or name
     * @param user the user's id or email
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default RemovedUser removeUserFromProject(String project, String user) {
        return send(ProjectCalls.removeUserFromProject(project, user)).value();
    }

    /**
     * Removes all users from a project. All keys to the project are revoked with the memberships.
     *
     * @param project the project's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default RemovedUsers removeAllUsersFromProject(String project) {
        return send(ProjectCalls.removeAllUsersFromProject(project)).value();
    }

    /**
     * Exports a project. With its configuration and members, to a file on the gateway's machine or inline where none is named. No keys are in it, and secrets are masked. The document itself.
     *
     * @param project the project's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default JsonDocument exportProject(String project) {
        return send(ProjectCalls.exportProject(project)).value();
    }

    /**
     * Exports a project. With its configuration and members, to a file on the gateway's machine or inline where none is named. No keys are in it, and secrets are masked. To a file on the gateway's machine.
     *
     * @param project the project's id or name
     * @param outputFile a file on the gateway's machine: relative to its {@code exports} folder, or absolute
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default WrittenFile exportProject(String project, String outputFile) {
        return send(ProjectCalls.exportProject(project, outputFile)).value();
    }

    /**
     * Searches projects. By a part of their name or of a member's email, without regard to case; an empty term finds all.
     *
     * @param searchTerm what to look for; an empty one finds everything
     */
    default List<FoundProject> searchProjects(String searchTerm) {
        return send(ProjectCalls.searchProjects(searchTerm)).value();
    }
}
