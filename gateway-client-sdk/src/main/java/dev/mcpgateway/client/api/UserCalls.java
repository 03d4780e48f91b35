package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Call;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.internal.PreparedCall;
import dev.mcpgateway.client.model.FoundUser;
import dev.mcpgateway.client.model.UserDetails;
import dev.mcpgateway.client.model.UserItem;
import dev.mcpgateway.client.model.UserName;
import dev.mcpgateway.client.model.UserProject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of {@link UsersApi} and {@link UsersAsyncApi}, to be sent by {@link dev.mcpgateway.client.GatewayClient#send}. */
public final class UserCalls {
    private UserCalls() {}

    /** Of {@link UsersApi#listUsers()}. */
    public static Call<List<UserItem>> listUsers() {
        return PreparedCall.get("listUsers", "/api/v1/users").lists(UserItem.class);
    }

    /** Of {@link UsersApi#listUsers(PageRequest)}. */
    public static Call<Page<UserItem>> listUsers(PageRequest page) {
        return PreparedCall.get("listUsers", "/api/v1/users").page(page).pages(UserItem.class);
    }

    /** Of {@link UsersApi#createUser(String)}. */
    public static Call<UserName> createUser(String email) {
        return PreparedCall.post("createUser", "/api/v1/users")
                .field("email", email)
                .answers(UserName.class);
    }

    /** Of {@link UsersApi#getUser(String)}. */
    public static Call<UserDetails> getUser(String user) {
        return PreparedCall.get("getUser", "/api/v1/users/{user_identifier}", user)
                .answers(UserDetails.class);
    }

    /** Of {@link UsersApi#updateUser(String, String)}. */
    public static Call<UserName> updateUser(String user, String newEmail) {
        return PreparedCall.put("updateUser", "/api/v1/users/{user_identifier}", user)
                .field("new_email", newEmail)
                .answers(UserName.class);
    }

    /** Of {@link UsersApi#deleteUser(String)}. */
    public static Call<@Nullable Void> deleteUser(String user) {
        return PreparedCall.delete("deleteUser", "/api/v1/users/{user_identifier}", user)
                .confirms();
    }

    /** Of {@link UsersApi#deleteUser(String, boolean)}. */
    public static Call<@Nullable Void> deleteUser(String user, boolean force) {
        return PreparedCall.delete("deleteUser", "/api/v1/users/{user_identifier}", user)
                .queryIf(force, "force", "true")
                .confirms();
    }

    /** Of {@link UsersApi#listUserProjects(String)}. */
    public static Call<List<UserProject>> listUserProjects(String user) {
        return PreparedCall.get("listUserProjects", "/api/v1/users/{user_identifier}/projects", user)
                .lists(UserProject.class);
    }

    /** Of {@link UsersApi#listUserProjects(String, PageRequest)}. */
    public static Call<Page<UserProject>> listUserProjects(String user, PageRequest page) {
        return PreparedCall.get("listUserProjects", "/api/v1/users/{user_identifier}/projects", user)
                .page(page)
                .pages(UserProject.class);
    }

    /** Of {@link UsersApi#searchUsers(String)}. */
    public static Call<List<FoundUser>> searchUsers(String searchTerm) {
        return PreparedCall.post("searchUsers", "/api/v1/users/search")
                .field("search_term", searchTerm)
                .lists(FoundUser.class);
    }
}
