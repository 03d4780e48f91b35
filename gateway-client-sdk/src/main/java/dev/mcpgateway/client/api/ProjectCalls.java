package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.internal.PreparedCall;
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
import org.jspecify.annotations.Nullable;

/** The calls of {@link ProjectsApi} and {@link ProjectsAsyncApi}, to be sent by {@link dev.mcpgateway.client.GatewayClient#send}. */
public final class ProjectCalls {
    private ProjectCalls() {}

    /** Of {@link ProjectsApi#listProjects()}. */
    public static Call<List<ProjectItem>> listProjects() {
        return PreparedCall.get("listProjects", "/api/v1/projects").lists(ProjectItem.class);
    }

    /** Of {@link ProjectsApi#listProjects(PageRequest)}. */
    public static Call<Page<ProjectItem>> listProjects(PageRequest page) {
        return PreparedCall.get("listProjects", "/api/v1/projects").page(page).pages(ProjectItem.class);
    }

    /** Of {@link ProjectsApi#createProject(String)}. */
    public static Call<ProjectName> createProject(String projectName) {
        return PreparedCall.post("createProject", "/api/v1/projects")
                .field("project_name", projectName)
                .answers(ProjectName.class);
    }

    /** Of {@link ProjectsApi#getProject(String)}. */
    public static Call<ProjectDetails> getProject(String project) {
        return PreparedCall.get("getProject", "/api/v1/projects/{project_identifier}", project)
                .answers(ProjectDetails.class);
    }

    /** Of {@link ProjectsApi#updateProject(String, ProjectSettings)}. */
    public static Call<ProjectDetails> updateProject(String project, ProjectSettings settings) {
        return PreparedCall.patch("updateProject", "/api/v1/projects/{project_identifier}", project)
                .fields(settings)
                .answers(ProjectDetails.class);
    }

    /** Of {@link ProjectsApi#deleteProject(String)}. */
    public static Call<@Nullable Void> deleteProject(String project) {
        return PreparedCall.delete("deleteProject", "/api/v1/projects/{project_identifier}", project)
                .confirms();
    }

    /** Of {@link ProjectsApi#assignConfig(String, String)}. */
    public static Call<Assignment> assignConfig(String project, String config) {
        return PreparedCall.post("assignConfig", "/api/v1/projects/{project_identifier}/assign-config", project)
                .field("config_name", config)
                .answers(Assignment.class);
    }

    /** Of {@link ProjectsApi#unassignConfig(String)}. */
    public static Call<@Nullable Void> unassignConfig(String project) {
        return PreparedCall.post("unassignConfig", "/api/v1/projects/{project_identifier}/unassign-config", project)
                .confirms();
    }

    /** Of {@link ProjectsApi#getProjectConfig(String)}. */
    public static Call<ConfigDetails> getProjectConfig(String project) {
        return PreparedCall.get("getProjectConfig", "/api/v1/projects/{project_identifier}/config", project)
                .answers(ConfigDetails.class);
    }

    /** Of {@link ProjectsApi#getProjectConfig(String, boolean)}. */
    public static Call<ConfigDetails> getProjectConfig(String project, boolean reveal) {
        return PreparedCall.get("getProjectConfig", "/api/v1/projects/{project_identifier}/config", project)
                .queryIf(reveal, "reveal", "true")
                .answers(ConfigDetails.class);
    }

    /** Of {@link ProjectsApi#listProjectUsers(String)}. */
    public static Call<List<ProjectUser>> listProjectUsers(String project) {
        return PreparedCall.get("listProjectUsers", "/api/v1/projects/{project_identifier}/users", project)
                .lists(ProjectUser.class);
    }

    /** Of {@link ProjectsApi#listProjectUsers(String, PageRequest)}. */
    public static Call<Page<ProjectUser>> listProjectUsers(String project, PageRequest page) {
        return PreparedCall.get("listProjectUsers", "/api/v1/projects/{project_identifier}/users", project)
                .page(page)
                .pages(ProjectUser.class);
    }

    /** Of {@link ProjectsApi#addUserToProject(String, String)}. */
    public static Call<AddedUser> addUserToProject(String project, String user) {
        return PreparedCall.post("addUserToProject", "/api/v1/projects/{project_identifier}/users", project)
                .field("email", user)
                .answers(AddedUser.class);
    }

    /** Of {@link ProjectsApi#removeUserFromProject(String, String)}. */
    public static Call<RemovedUser> removeUserFromProject(String project, String user) {
        return PreparedCall.delete(
                        "removeUserFromProject",
                        "/api/v1/projects/{project_identifier}/users/{user_identifier}",
                        project,
                        user)
                .answers(RemovedUser.class);
    }

    /** Of {@link ProjectsApi#removeAllUsersFromProject(String)}. */
    public static Call<RemovedUsers> removeAllUsersFromProject(String project) {
        return PreparedCall.delete("removeAllUsersFromProject", "/api/v1/projects/{project_identifier}/users", project)
                .answers(RemovedUsers.class);
    }

    /** Of {@link ProjectsApi#exportProject(String)}. */
    public static Call<JsonDocument> exportProject(String project) {
        return PreparedCall.post("exportProject", "/api/v1/projects/{project_identifier}/export", project)
                .answers(JsonDocument.class);
    }

    /** Of {@link ProjectsApi#exportProject(String, String)}. */
    public static Call<WrittenFile> exportProject(String project, String outputFile) {
        return PreparedCall.post("exportProject", "/api/v1/projects/{project_identifier}/export", project)
                .field("output_file", outputFile)
                .answers(WrittenFile.class);
    }

    /** Of {@link ProjectsApi#searchProjects(String)}. */
    public static Call<List<FoundProject>> searchProjects(String searchTerm) {
        return PreparedCall.post("searchProjects", "/api/v1/projects/search")
                .field("search_term", searchTerm)
                .lists(FoundProject.class);
    }
}
