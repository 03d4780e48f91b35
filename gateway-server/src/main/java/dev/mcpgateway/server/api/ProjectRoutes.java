package dev.mcpgateway.server.api;

import dev.mcpgateway.server.api.ConfigViews.AssignedConfig;
import dev.mcpgateway.server.api.ConfigViews.ConfigDetails;
import dev.mcpgateway.server.api.Documents.ExportedProject;
import dev.mcpgateway.server.api.Documents.MemberEntry;
import dev.mcpgateway.server.api.References.ProjectConfigView;
import dev.mcpgateway.server.api.References.ProjectReference;
import dev.mcpgateway.server.api.References.Search;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.Field;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.NotFoundException;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.ProjectService;
import dev.mcpgateway.server.domain.Scope;
import dev.mcpgateway.server.domain.Subject;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.domain.User;
import dev.mcpgateway.server.domain.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operations on projects. */
final class ProjectRoutes {
    private static final String PATH = "/api/v1/projects";
    private static final String ONE = PATH + "/{project_identifier}";

    private final ChangeLog log;
    private final ProjectService service;
    private final ConfigViews configs;
    private final Documents documents;
    private final Timestamps timestamps;

    ProjectRoutes(
            ChangeLog log, ProjectService service, ConfigViews configs, Documents documents, Timestamps timestamps) {
        this.log = log;
        this.service = service;
        this.configs = configs;
        this.documents = documents;
        this.timestamps = timestamps;
    }

    record CreateProject(@Required String projectName) {}

    record UpdateProject(String projectIdentifier, Field<String> projectName, Field<Boolean> singleKey) {}

    record AssignConfig(
            String projectIdentifier,

            @Doc("Name or id of the configuration.") @Nullable
            String configName,

            @Nullable String configId) {}

    record AddUser(
            String projectIdentifier,
            @Nullable String email,
            @Nullable String userId) {}

    record Membership(String projectIdentifier, String userIdentifier) {}

    record ExportProject(String projectIdentifier, @Nullable String outputFile) {}

    record ProjectName(String projectId, String projectName) {}

    record ProjectItem(
            String projectName,
            String projectId,
            @Nullable AssignedConfig mcpConfig,
            int users,
            int apiKeys,
            Instant createdAt) {}

    record ProjectDetails(
            String projectId,
            String projectName,
            @Nullable AssignedConfig mcpConfig,
            @Doc("The project's members.") List<MemberEntry> users,
            int apiKeys,
            boolean singleKey,
            Instant createdAt,
            @Nullable Instant updatedAt,
            long version)
            implements Versioned {}

    record Assignment(
            String projectId,
            @Doc("The project's configuration.") AssignedConfig mcpConfig) {}

    record ProjectUser(
            String userId,
            String email,

            @Doc("How many live keys to this project the user has.")
            int apiKeys,

            Instant createdAt) {}

    record AddedUser(String userId, String email) {}

    record RemovedUser(int revokedApiKeys) {}

    record RemovedUsers(int removed, int revokedApiKeys) {}

    enum ProjectMatch {
        PROJECT_NAME,
        USER_EMAIL
    }

    record FoundProject(String projectId, String projectName, ProjectMatch matchType, int users) {}

    static final Operation<Operation.None, Listing<ProjectItem>> LIST_PROJECTS = Operation.get(
                    PATH, Operation.None.class)
            .id(Tag.PROJECTS, "listProjects")
            .doc(
                    "List projects",
                    "All projects in the order of their creation. Keys that are revoked or expired are not counted.")
            .role(Role.ADMIN)
            .userKeys(Scope.PROJECTS_READ)
            .command("project list")
            .lists("Projects retrieved successfully", ProjectItem.class);

    static final Operation<CreateProject, ProjectName> CREATE_PROJECT = Operation.post(PATH, CreateProject.class)
            .id(Tag.PROJECTS, "createProject")
            .doc("Create a project", "Without a configuration and without members: assign one and add users next.")
            .role(Role.ADMIN)
            .command("project create")
            .errors(ErrorCode.PROJECT_ALREADY_EXISTS)
            .created()
            .answers("Project created successfully", ProjectName.class);

    static final Operation<ProjectReference, ProjectDetails> GET_PROJECT = Operation.get(ONE, ProjectReference.class)
            .id(Tag.PROJECTS, "getProject")
            .doc("Get a project", "With its configuration and its members.")
            .role(Role.ADMIN)
            .userKeys(Scope.PROJECTS_READ)
            .command("project get")
            .errors(ErrorCode.PROJECT_NOT_FOUND)
            .tagged()
            .answers("Project retrieved successfully", ProjectDetails.class);

    static final Operation<UpdateProject, ProjectDetails> UPDATE_PROJECT = Operation.patch(ONE, UpdateProject.class)
            .id(Tag.PROJECTS, "updateProject")
            .doc(
                    "Update a project",
                    "Renames it, or says that it may have one live API key only (`single_key`); keys it has already stay.")
            .role(Role.ADMIN)
            .command("project update")
            .errors(ErrorCode.PROJECT_NOT_FOUND, ErrorCode.PROJECT_ALREADY_EXISTS)
            .honoursIfMatch()
            .tagged()
            .answers("Project updated successfully", ProjectDetails.class);

    static final Operation<ProjectReference, Operation.None> DELETE_PROJECT = Operation.delete(
                    ONE, ProjectReference.class)
            .id(Tag.PROJECTS, "deleteProject")
            .doc("Delete a project", "Refused while it has live API keys; revoked and expired ones go with it.")
            .role(Role.ADMIN)
            .command("project remove")
            .errors(ErrorCode.PROJECT_NOT_FOUND, ErrorCode.PROJECT_HAS_API_KEYS)
            .honoursIfMatch()
            .confirms("Project deleted successfully");

    static final Operation<AssignConfig, Assignment> ASSIGN_CONFIG = Operation.post(
                    ONE + "/assign-config", AssignConfig.class)
            .id(Tag.PROJECTS, "assignConfig")
            .doc(
                    "Assign a configuration",
                    "In place of the one the project has, if any. By `config_name` or `config_id`.")
            .role(Role.ADMIN)
            .command("project assign-config")
            .errors(ErrorCode.PROJECT_NOT_FOUND, ErrorCode.CONFIG_NOT_FOUND)
            .answers("Configuration assigned to project successfully", Assignment.class);

    static final Operation<ProjectReference, Operation.None> UNASSIGN_CONFIG = Operation.post(
                    ONE + "/unassign-config", ProjectReference.class)
            .id(Tag.PROJECTS, "unassignConfig")
            .doc("Take the configuration away", "The project's keys then open nothing until another one is assigned.")
            .role(Role.ADMIN)
            .command("project unassign-config")
            .errors(ErrorCode.PROJECT_NOT_FOUND, ErrorCode.NO_CONFIG_ASSIGNED)
            .confirms("Configuration unassigned from project successfully");

    static final Operation<ProjectConfigView, ConfigDetails> GET_PROJECT_CONFIG = Operation.get(
                    ONE + "/config", ProjectConfigView.class)
            .id(Tag.PROJECTS, "getProjectConfig")
            .doc("Get a project's configuration", "As getConfig shows it; 404 where none is assigned.")
            .role(Role.ADMIN)
            .command("project get-config")
            .errors(ErrorCode.PROJECT_NOT_FOUND, ErrorCode.CONFIG_NOT_FOUND)
            .answers("Project configuration retrieved successfully", ConfigDetails.class);

    static final Operation<ProjectReference, Listing<ProjectUser>> LIST_PROJECT_USERS = Operation.get(
                    ONE + "/users", ProjectReference.class)
            .id(Tag.PROJECTS, "listProjectUsers")
            .doc(
                    "List a project's users",
                    "In the order of their creation, with the number of their live keys to this project.")
            .role(Role.ADMIN)
            .command("project list-users")
            .errors(ErrorCode.PROJECT_NOT_FOUND)
            .lists("Project users retrieved successfully", ProjectUser.class);

    static final Operation<AddUser, AddedUser> ADD_USER_TO_PROJECT = Operation.post(ONE + "/users", AddUser.class)
            .id(Tag.PROJECTS, "addUserToProject")
            .doc(
                    "Add a user to a project",
                    "By `email` or `user_id`. Adding a member again changes nothing and succeeds.")
            .role(Role.ADMIN)
            .command("project add-user")
            .errors(ErrorCode.PROJECT_NOT_FOUND, ErrorCode.USER_NOT_FOUND)
            .answers("User added to project successfully", AddedUser.class);

    static final Operation<Membership, RemovedUser> REMOVE_USER_FROM_PROJECT = Operation.delete(
                    ONE + "/users/{user_identifier}", Membership.class)
            .id(Tag.PROJECTS, "removeUserFromProject")
            .doc("Remove a user from a project", "The user's keys to the project are revoked with the membership.")
            .role(Role.ADMIN)
            .command("project remove-user")
            .errors(ErrorCode.PROJECT_NOT_FOUND, ErrorCode.USER_NOT_FOUND, ErrorCode.USER_NOT_IN_PROJECT)
            .honoursIfMatch()
            .answers("User removed from project successfully", RemovedUser.class);

    static final Operation<ProjectReference, RemovedUsers> REMOVE_ALL_USERS_FROM_PROJECT = Operation.delete(
                    ONE + "/users", ProjectReference.class)
            .id(Tag.PROJECTS, "removeAllUsersFromProject")
            .doc("Remove all users from a project", "All keys to the project are revoked with the memberships.")
            .role(Role.ADMIN)
            .command("project remove-all-users")
            .errors(ErrorCode.PROJECT_NOT_FOUND)
            .honoursIfMatch()
            .answers("All users removed from project successfully", RemovedUsers.class);

    static final Operation<ExportProject, ExportedProject> EXPORT_PROJECT = Operation.post(
                    ONE + "/export", ExportProject.class)
            .id(Tag.PROJECTS, "exportProject")
            .doc(
                    "Export a project",
                    "With its configuration and members, to a file on the gateway's machine or inline where none is named. No keys are in"
                            + " it, and secrets are masked.")
            .role(Role.ADMIN)
            .command("project export")
            .errors(ErrorCode.PROJECT_NOT_FOUND, ErrorCode.FILE_NOT_FOUND, ErrorCode.FILE_NOT_ALLOWED)
            .answers("Project exported successfully", ExportedProject.class);

    static final Operation<Search, Listing<FoundProject>> SEARCH_PROJECTS = Operation.post(
                    PATH + "/search", Search.class)
            .id(Tag.PROJECTS, "searchProjects")
            .doc(
                    "Search projects",
                    "By a part of their name or of a member's email, without regard to case; an empty term finds all.")
            .role(Role.ADMIN)
            .command("project search")
            .lists("Search completed successfully", FoundProject.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                LIST_PROJECTS.handledBy(this::list),
                CREATE_PROJECT.handledBy(
                        (in, call) -> name(service.create(in.projectName()).result())),
                GET_PROJECT.handledBy((in, call) -> get(call.state(), in.projectIdentifier())),
                UPDATE_PROJECT.handledBy(this::update),
                DELETE_PROJECT.handledBy(this::delete),
                ASSIGN_CONFIG.handledBy(this::assign),
                UNASSIGN_CONFIG.handledBy(this::unassign),
                GET_PROJECT_CONFIG.handledBy(this::config),
                LIST_PROJECT_USERS.handledBy(this::users),
                ADD_USER_TO_PROJECT.handledBy(this::addUser),
                REMOVE_USER_FROM_PROJECT.handledBy((in, call) -> new RemovedUser(
                        service.removeUser(in.projectIdentifier(), in.userIdentifier(), call.precondition())
                                .revokedKeys())),
                REMOVE_ALL_USERS_FROM_PROJECT.handledBy(this::removeAllUsers),
                EXPORT_PROJECT.handledBy(this::export),
                SEARCH_PROJECTS.handledBy(this::search));
    }

    private Listing<ProjectItem> list(Operation.None in, Call call) {
        GatewayState state = call.state();
        Instant now = timestamps.latest();
        return call.page()
                .of(state.projects())
                .map(project -> new ProjectItem(
                        project.name(),
                        project.id(),
                        AssignedConfig.of(state, project),
                        state.countMembers(project.id()),
                        state.countLiveKeysOfProject(project.id(), now),
                        project.createdAt()));
    }

    private static ProjectName name(Project project) {
        return new ProjectName(project.id(), project.name());
    }

    private ProjectDetails get(GatewayState state, String reference) {
        Project project = state.project(reference);
        return new ProjectDetails(
                project.id(),
                project.name(),
                AssignedConfig.of(state, project),
                state.membersOf(project.id())
                        .map(user -> new MemberEntry(user.id(), user.email(), user.createdAt()))
                        .toList(),
                state.countLiveKeysOfProject(project.id(), timestamps.latest()),
                project.singleKey(),
                project.createdAt(),
                project.updatedAt(),
                Versions.of(state, project));
    }

    private ProjectDetails update(UpdateProject in, Call call) {
        if (in.projectName().isGiven() && in.projectName().value() == null) {
            throw new InvalidFieldException("project_name", "cannot be cleared");
        }
        Committed<Project> committed =
                service.update(in.projectIdentifier(), in.projectName(), in.singleKey(), call.precondition());
        return get(committed.state(), committed.result().id());
    }

    private Operation.None delete(ProjectReference in, Call call) {
        service.delete(in.projectIdentifier(), call.precondition());
        return new Operation.None();
    }

    private Assignment assign(AssignConfig in, Call call) {
        String config = References.oneOf("config_name", in.configName(), "config_id", in.configId());
        Committed<Project> committed = service.assignConfig(in.projectIdentifier(), config);
        Project project = committed.result();
        return new Assignment(project.id(), Objects.requireNonNull(AssignedConfig.of(committed.state(), project)));
    }

    private Operation.None unassign(ProjectReference in, Call call) {
        service.unassignConfig(in.projectIdentifier());
        return new Operation.None();
    }

    private ConfigDetails config(ProjectConfigView in, Call call) {
        GatewayState state = log.state();
        Project project = state.project(in.projectIdentifier());
        McpConfig config = state.configById(project.configId())
                .orElseThrow(() -> NotFoundException.because(
                        Subject.CONFIG, "Project '" + project.name() + "' has no configuration assigned"));
        return configs.details(state, config, Boolean.TRUE.equals(in.reveal()));
    }

    private Listing<ProjectUser> users(ProjectReference in, Call call) {
        GatewayState state = log.state();
        Instant now = timestamps.latest();
        Project project = state.project(in.projectIdentifier());
        return call.page().of(state.membersOf(project.id())).map(user -> projectUser(state, project, user, now));
    }

    private static ProjectUser projectUser(GatewayState state, Project project, User user, Instant now) {
        long keys = state.keysOfUser(user.id())
                .filter(key -> key.projectId().equals(project.id()) && key.isLive(now))
                .count();
        return new ProjectUser(user.id(), user.email(), (int) keys, user.createdAt());
    }

    private AddedUser addUser(AddUser in, Call call) {
        String reference = References.oneOf("email", in.email(), "user_id", in.userId());
        User user = service.addUser(in.projectIdentifier(), reference).result();
        return new AddedUser(user.id(), user.email());
    }

    private RemovedUsers removeAllUsers(ProjectReference in, Call call) {
        ProjectService.Removed removed = service.removeAllUsers(in.projectIdentifier(), call.precondition());
        return new RemovedUsers(removed.members(), removed.revokedKeys());
    }

    private ExportedProject export(ExportProject in, Call call) {
        GatewayState state = log.state();
        return documents.deliver(in.outputFile(), documents.export(state, state.project(in.projectIdentifier())));
    }

    private Listing<FoundProject> search(Search in, Call call) {
        GatewayState state = log.state();
        String term = in.searchTerm();
        return call.page()
                .of(GatewayState.stream(state.projects())
                        .filter(project -> isName(project, term) || isMember(state, project, term)))
                .map(project -> new FoundProject(
                        project.id(),
                        project.name(),
                        isName(project, term) ? ProjectMatch.PROJECT_NAME : ProjectMatch.USER_EMAIL,
                        state.countMembers(project.id())));
    }

    private static boolean isName(Project project, String term) {
        return References.contains(project.name(), term);
    }

    private static boolean isMember(GatewayState state, Project project, String term) {
        return state.membersOf(project.id()).anyMatch(user -> References.contains(user.email(), term));
    }
}
