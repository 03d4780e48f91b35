package dev.mcpgateway.client.api;

import dev.mcpgateway.client.AsyncSender;
import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.model.FoundUser;
import dev.mcpgateway.client.model.UserDetails;
import dev.mcpgateway.client.model.UserItem;
import dev.mcpgateway.client.model.UserName;
import dev.mcpgateway.client.model.UserProject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** As {@link UsersApi}, with a future for every result. */
public interface UsersAsyncApi extends AsyncSender {

    /** As {@link UsersApi#listUsers()}. */
    default CompletableFuture<List<UserItem>> listUsers() {
        return call(UserCalls.listUsers());
    }

    /** As {@link UsersApi#listUsers(PageRequest)}. */
    default CompletableFuture<Page<UserItem>> listUsers(PageRequest page) {
        return call(UserCalls.listUsers(page));
    }

    /** As {@link UsersApi#createUser(String)}. */
    default CompletableFuture<UserName> createUser(String email) {
        return call(UserCalls.createUser(email));
    }

    /** As {@link UsersApi#getUser(String)}. */
    default CompletableFuture<UserDetails> getUser(String user) {
        return call(UserCalls.getUser(user));
    }

    /** As {@link UsersApi#updateUser(String, String)}. */
    default CompletableFuture<UserName> updateUser(String user, String newEmail) {
        return call(UserCalls.updateUser(user, newEmail));
    }

    /** As {@link UsersApi#deleteUser(String)}. */
    default CompletableFuture<@Nullable Void> deleteUser(String user) {
        return call(UserCalls.deleteUser(user));
    }

    /** As {@link UsersApi#deleteUser(String, boolean)}. */
    default CompletableFuture<@Nullable Void> deleteUser(String user, boolean force) {
        return call(UserCalls.deleteUser(user, force));
    }

    /** As {@link UsersApi#listUserProjects(String)}. */
    default CompletableFuture<List<UserProject>> listUserProjects(String user) {
        return call(UserCalls.listUserProjects(user));
    }

    /** As {@link UsersApi#listUserProjects(String, PageRequest)}. */
    default CompletableFuture<Page<UserProject>> listUserProjects(String user, PageRequest page) {
        return call(UserCalls.listUserProjects(user, page));
    }

    /** As {@link UsersApi#searchUsers(String)}. */
    default CompletableFuture<List<FoundUser>> searchUsers(String searchTerm) {
        return call(UserCalls.searchUsers(searchTerm));
    }
}
