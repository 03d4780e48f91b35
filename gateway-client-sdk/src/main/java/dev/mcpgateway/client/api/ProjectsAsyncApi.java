package dev.mcpgateway.client.api;

import dev.mcpgateway.client.AsyncSender;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
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
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** As {@link ProjectsApi}, with a future for every result. */
public interface ProjectsAsyncApi extends AsyncSender {

    /** As {@link ProjectsApi#listProjects()}. */
    default CompletableFuture<List<ProjectItem>> listProjects() {
        return call(ProjectCalls.listProjects());
    }

    /** As {@link ProjectsApi#listProjects(PageRequest)}. */
    default CompletableFuture<Page<ProjectItem>> listProjects(PageRequest page) {
        return call(ProjectCalls.listProjects(page));
    }

    /** As {@link ProjectsApi#createProject(String)}. */
    default CompletableFuture<ProjectName> createProject(String projectName) {
        return call(ProjectCalls.createProject(projectName));
    }

    /** As {@link ProjectsApi#getProject(String)}. */
    default CompletableFuture<ProjectDetails> getProject(String project) {
        return call(ProjectCalls.getProject(project));
    }

    /** As {@link ProjectsApi#updateProject(String, ProjectSettings)}. */
    default CompletableFuture<ProjectDetails> updateProject(String project, ProjectSettings settings) {
        return call(ProjectCalls.updateProject(project, settings));
    }

    /** As {@link ProjectsApi#deleteProject(String)}. */
    default CompletableFuture<@Nullable Void> deleteProject(String project) {
        return call(ProjectCalls.deleteProject(project));
    }

    /** As {@link ProjectsApi#assignConfig(String, String)}. */
    default CompletableFuture<Assignment> assignConfig(String project, String config) {
        return call(ProjectCalls.assignConfig(project, config));
    }

    /** As {@link ProjectsApi#unassignConfig(String)}. */
    default CompletableFuture<@Nullable Void> unassignConfig(String project) {
        return call(ProjectCalls.unassignConfig(project));
    }

    /** As {@link ProjectsApi#getProjectConfig(String)}. */
    default CompletableFuture<ConfigDetails> getProjectConfig(String project) {
        return call(ProjectCalls.getProjectConfig(project));
    }

    /** As {@link ProjectsApi#getProjectConfig(String, boolean)}. */
    default CompletableFuture<ConfigDetails> getProjectConfig(String project, boolean reveal) {
        return call(ProjectCalls.getProjectConfig(project, reveal));
    }

    /** As {@link ProjectsApi#listProjectUsers(String)}. */
    default CompletableFuture<List<ProjectUser>> listProjectUsers(String project) {
        return call(ProjectCalls.listProjectUsers(project));
    }

    /** As {@link ProjectsApi#listProjectUsers(String, PageRequest)}. */
    default CompletableFuture<Page<ProjectUser>> listProjectUsers(String project, PageRequest page) {
        return call(ProjectCalls.listProjectUsers(project, page));
    }

    /** As {@link ProjectsApi#addUserToProject(String, String)}. */
    default CompletableFuture<AddedUser> addUserToProject(String project, String user) {
        return call(ProjectCalls.addUserToProject(project, user));
    }

    /** As {@link ProjectsApi#removeUserFromProject(String, String)}. */
    default CompletableFuture<RemovedUser> removeUserFromProject(String project, String user) {
        return call(ProjectCalls.removeUserFromProject(project, user));
    }

    /** As {@link ProjectsApi#removeAllUsersFromProject(String)}. */
    default CompletableFuture<RemovedUsers> removeAllUsersFromProject(String project) {
        return call(ProjectCalls.removeAllUsersFromProject(project));
    }

    /** As {@link ProjectsApi#exportProject(String)}. */
    default CompletableFuture<JsonDocument> exportProject(String project) {
        return call(ProjectCalls.exportProject(project));
    }

    /** As {@link ProjectsApi#exportProject(String, String)}. */
    default CompletableFuture<WrittenFile> exportProject(String project, String outputFile) {
        return call(ProjectCalls.exportProject(project, outputFile));
    }

    /** As {@link ProjectsApi#searchProjects(String)}. */
    default CompletableFuture<List<FoundProject>> searchProjects(String searchTerm) {
        return call(ProjectCalls.searchProjects(searchTerm));
    }
}
