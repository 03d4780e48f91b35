package dev.mcpgateway.server.api;

import dev.mcpgateway.server.api.ConfigViews.ProjectName;
import dev.mcpgateway.server.api.KeyViews.KeyItem;
import dev.mcpgateway.server.api.References.Search;
import dev.mcpgateway.server.api.References.UserReference;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ApiKeyService;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.domain.User;
import dev.mcpgateway.server.domain.UserService;
import dev.mcpgateway.server.domain.Versions;
import dev.mcpgateway.server.usage.UsageMeter;
import dev.mcpgateway.server.usage.UsageRecords;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations on users and on the keys they are given. */
final class UserRoutes {
    private static final String PATH = "/api/v1/users";
    static final String ONE = PATH + "/{user_identifier}";

    private final ChangeLog log;
    private final UserService service;
    private final ApiKeyService keys;
    private final Timestamps timestamps;
    private final Supplier<UsageRecords> usage;

    UserRoutes(
            ChangeLog log,
            UserService service,
            ApiKeyService keys,
            Timestamps timestamps,
            Supplier<UsageRecords> usage) {
        this.log = log;
        this.service = service;
        this.keys = keys;
        this.timestamps = timestamps;
        this.usage = usage;
    }

    record CreateUser(@Required String email) {}

    record UpdateUser(String userIdentifier, @Required String newEmail) {}

    record DeleteUser(
            String userIdentifier,
            @Query(orBody = true) @Nullable Boolean force) {}

    record ListUserApiKeys(
            String userIdentifier,

            @Query @Doc(value = "Only the keys to this project: its id or name.", example = "\"my_project\"") @Nullable
            String projectIdentifier) {}

    record UserName(String userId, String email) {
        static UserName of(User user) {
            return new UserName(user.id(), user.email());
        }
    }

    record UserItem(String userId, String email, Instant createdAt, List<ProjectName> projects, int apiKeys) {}

    record UserDetails(
            String userId,
            String email,
            Instant createdAt,
            @Nullable Instant updatedAt,
            List<ProjectName> projects,
            @Doc("The user's keys, masked.") List<UserKey> apiKeys,
            long version)
            implements Versioned {}

    record UserKey(
            String apiKey,
            String keyId,
            String projectId,
            @Nullable String projectName,
            Instant createdAt) {}

    record UserProject(
            String projectId,
            String projectName,

            @Doc("How many live keys to this project the user has.")
            int apiKeys,

            Instant createdAt) {}

    enum UserMatch {
        EMAIL,
        PROJECT_NAME
    }

    record FoundUser(String userId, String email, UserMatch matchType, int apiKeys) {}

    @SchemaName("DeletedKeys")
    record Deleted(int deleted) {}

    static final Operation<Operation.None, Listing<UserItem>> LIST_USERS = Operation.get(PATH, Operation.None.class)
            .id(Tag.USERS, "listUsers")
            .doc(
                    "List users",
                    "All users in the order of their creation. Keys that are revoked or expired are not counted.")
            .role(Role.ADMIN)
            .command("user list")
            .lists("Users retrieved successfully", UserItem.class);

    static final Operation<CreateUser, UserName> CREATE_USER = Operation.post(PATH, CreateUser.class)
            .id(Tag.USERS, "createUser")
            .doc(
                    "Create a user",
                    "Known by an email that is unique without regard to case. Add the user to a project next.")
            .role(Role.ADMIN)
            .command("user create")
            .errors(ErrorCode.USER_ALREADY_EXISTS)
            .created()
            .answers("User created successfully", UserName.class);

    static final Operation<UserReference, UserDetails> GET_USER = Operation.get(ONE, UserReference.class)
            .id(Tag.USERS, "getUser")
            .doc("Get a user", "With the projects and the keys of the user.")
            .role(Role.ADMIN)
            .command("user get")
            .errors(ErrorCode.USER_NOT_FOUND)
            .tagged()
            .answers("User retrieved successfully", UserDetails.class);

    static final Operation<UpdateUser, UserName> UPDATE_USER = Operation.put(ONE, UpdateUser.class)
            .id(Tag.USERS, "updateUser")
            .doc("Change a user's email", "Id, memberships and keys stay.")
            .role(Role.ADMIN)
            .command("user update")
            .errors(ErrorCode.USER_NOT_FOUND, ErrorCode.USER_ALREADY_EXISTS)
            .honoursIfMatch()
            .answers("User updated successfully", UserName.class);

    static final Operation<DeleteUser, Operation.None> DELETE_USER = Operation.delete(ONE, DeleteUser.class)
            .id(Tag.USERS, "deleteUser")
            .doc(
                    "Delete a user",
                    "Refused while the user has live keys or is a member of projects; with `force`, in the query or the body, these go too.")
            .role(Role.ADMIN)
            .command("user delete")
            .errors(ErrorCode.USER_NOT_FOUND, ErrorCode.USER_HAS_API_KEYS, ErrorCode.USER_IN_PROJECTS)
            .honoursIfMatch()
            .confirms("User deleted successfully");

    static final Operation<UserReference, Listing<UserProject>> LIST_USER_PROJECTS = Operation.get(
                    ONE + "/projects", UserReference.class)
            .id(Tag.USERS, "listUserProjects")
            .doc("List a user's projects", "In the order of their creation, with the number of live keys to each.")
            .role(Role.ADMIN)
            .command("user list-projects")
            .errors(ErrorCode.USER_NOT_FOUND)
            .lists("User projects retrieved successfully", UserProject.class);

    static final Operation<Search, Listing<FoundUser>> SEARCH_USERS = Operation.post(PATH + "/search", Search.class)
            .id(Tag.USERS, "searchUsers")
            .doc(
                    "Search users",
                    "By a part of their email or of a project's name, without regard to case; an empty term finds all.")
            .role(Role.ADMIN)
            .command("user search")
            .lists("Search completed successfully", FoundUser.class);

    static final Operation<ListUserApiKeys, Listing<KeyItem>> LIST_USER_API_KEYS = Operation.get(
                    ONE + "/api-keys", ListUserApiKeys.class)
            .id(Tag.API_KEYS, "listUserApiKeys")
            .doc("List a user's API keys", "Masked, in the order of their creation; revoked and expired ones too.")
            .role(Role.ADMIN)
            .command("user list-api-keys")
            .errors(ErrorCode.USER_NOT_FOUND, ErrorCode.PROJECT_NOT_FOUND)
            .lists("User API keys retrieved successfully", KeyItem.class);

    static final Operation<UserReference, Deleted> DELETE_ALL_USER_API_KEYS = Operation.delete(
                    ONE + "/api-keys", UserReference.class)
            .id(Tag.API_KEYS, "deleteAllUserApiKeys")
            .doc("Delete all API keys of a user", "Revoked and expired ones too; says how many there were.")
            .role(Role.ADMIN)
            .command("user delete-all-api-keys")
            .errors(ErrorCode.USER_NOT_FOUND)
            .honoursIfMatch()
            .strict()
            .answers("All user API keys deleted successfully", Deleted.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                LIST_USERS.handledBy(this::list),
                CREATE_USER.handledBy(
                        (in, call) -> UserName.of(service.create(in.email()).result())),
                GET_USER.handledBy(this::get),
                UPDATE_USER.handledBy((in, call) ->
                        UserName.of(service.changeEmail(in.userIdentifier(), in.newEmail(), call.precondition())
                                .result())),
                DELETE_USER.handledBy(this::delete),
                LIST_USER_PROJECTS.handledBy(this::projects),
                SEARCH_USERS.handledBy(this::search),
                LIST_USER_API_KEYS.handledBy(this::keys),
                DELETE_ALL_USER_API_KEYS.handledBy(
                        (in, call) -> new Deleted(keys.deleteAll(in.userIdentifier(), call.precondition()))));
    }

    private Listing<UserItem> list(Operation.None in, Call call) {
        GatewayState state = log.state();
        Instant now = timestamps.latest();
        return call.page()
                .of(state.users())
                .map(user -> new UserItem(
                        user.id(),
                        user.email(),
                        user.createdAt(),
                        projectNames(state, user),
                        state.countLiveKeysOfUser(user.id(), now)));
    }

    private UserDetails get(UserReference in, Call call) {
        GatewayState state = log.state();
        User user = state.user(in.userIdentifier());
        return new UserDetails(
                user.id(),
                user.email(),
                user.createdAt(),
                user.updatedAt(),
                projectNames(state, user),
                state.keysOfUser(user.id()).map(key -> userKey(state, key)).toList(),
                Versions.of(state, user));
    }

    private static List<ProjectName> projectNames(GatewayState state, User user) {
        return state.projectsOf(user.id()).map(ProjectName::of).toList();
    }

    private static UserKey userKey(GatewayState state, ApiKey key) {
        return new UserKey(
                key.credential().mask(),
                key.id(),
                key.projectId(),
                state.projectById(key.projectId()).map(Project::name).orElse(null),
                key.createdAt());
    }

    private Operation.None delete(DeleteUser in, Call call) {
        service.delete(in.userIdentifier(), Boolean.TRUE.equals(in.force()), call.precondition());
        return new Operation.None();
    }

    private Listing<UserProject> projects(UserReference in, Call call) {
        GatewayState state = log.state();
        Instant now = timestamps.latest();
        User user = state.user(in.userIdentifier());
        return call.page()
                .of(state.projectsOf(user.id()))
                .map(project -> new UserProject(
                        project.id(), project.name(), liveKeys(state, user, project, now), project.createdAt()));
    }

    private static int liveKeys(GatewayState state, User user, Project project, Instant now) {
        return (int) state.keysOfUser(user.id())
                .filter(key -> key.projectId().equals(project.id()) && key.isLive(now))
                .count();
    }

    private Listing<FoundUser> search(Search in, Call call) {
        GatewayState state = log.state();
        Instant now = timestamps.latest();
        String term = in.searchTerm();
        return call.page()
                .of(GatewayState.stream(state.users())
                        .filter(user -> isEmail(user, term) || isProject(state, user, term)))
                .map(user -> new FoundUser(
                        user.id(),
                        user.email(),
                        isEmail(user, term) ? UserMatch.EMAIL : UserMatch.PROJECT_NAME,
                        state.countLiveKeysOfUser(user.id(), now)));
    }

    private static boolean isEmail(User user, String term) {
        return References.contains(user.email(), term);
    }

    private static boolean isProject(GatewayState state, User user, String term) {
        return state.projectsOf(user.id()).anyMatch(project -> References.contains(project.name(), term));
    }

    private Listing<KeyItem> keys(ListUserApiKeys in, Call call) {
        GatewayState state = log.state();
        Instant now = timestamps.latest();
        UsageMeter meter = usage.get().meter();
        Stream<ApiKey> owned = state.keysOfUser(state.user(in.userIdentifier()).id());
        if (in.projectIdentifier() != null) {
            String projectId = state.project(in.projectIdentifier()).id();
            owned = owned.filter(key -> key.projectId().equals(projectId));
        }
        return call.page().of(owned).map(key -> KeyItem.of(state, key, meter, now));
    }
}
