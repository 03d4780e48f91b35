package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.Sender;
import dev.mcpgateway.client.model.FoundUser;
import dev.mcpgateway.client.model.UserDetails;
import dev.mcpgateway.client.model.UserItem;
import dev.mcpgateway.client.model.UserName;
import dev.mcpgateway.client.model.UserProject;
import java.util.List;

/** The operations on users. */
public interface UsersApi extends Sender {

    /**
     * Lists users. All users in the order of their creation. Keys that are revoked or expired are not counted.
     */
    default List<UserItem> listUsers() {
        return send(UserCalls.listUsers()).value();
    }

    /**
     * Lists users. All users in the order of their creation. Keys that are revoked or expired are not counted. One part of the list; see {@link Page#stream}.
     *
     * @param page which part of the list
     */
    default Page<UserItem> listUsers(PageRequest page) {
        return send(UserCalls.listUsers(page)).value();
    }

    /**
     * Creates a user. Known by an email that is unique without regard to case. Add the user to a project next.
     *
     * @param email the email, unique without regard to case
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default UserName createUser(String email) {
        return send(UserCalls.createUser(email)).value();
    }

    /**
     * Gets a user. With the projects and the keys of the user.
     *
     * @param user the user's id or email
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default UserDetails getUser(String user) {
        return send(UserCalls.getUser(user)).value();
    }

    /**
     * Changes a user's email. Id, memberships and keys stay.
     *
     * @param user the user's id or email
     * @param newEmail the new email
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default UserName updateUser(String user, String newEmail) {
        return send(UserCalls.updateUser(user, newEmail)).value();
    }

    /**
     * Deletes a user. Refused while the user has live keys or is a member of projects; with {@code force}, in the query or the body, these go too.
     *
     * @param user the user's id or email
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default void deleteUser(String user) {
        send(UserCalls.deleteUser(user));
    }

    /**
     * Deletes a user. Refused while the user has live keys or is a member of projects; with {@code force}, in the query or the body, these go too.
     *
     * @param user the user's id or email
     * @param force whether the user's keys and memberships go too
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default void deleteUser(String user, boolean force) {
        send(UserCalls.deleteUser(user, force));
    }

    /**
     * Lists a user's projects. In the order of their creation, with the number of live keys to each.
     *
     * @param user the user's id or email
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default List<UserProject> listUserProjects(String user) {
        return send(UserCalls.listUserProjects(user)).value();
    }

    /**
     * Lists a user's projects. In the order of their creation, with the number of live keys to each. One part of the list; see {@link Page#stream}.
     *
     * @param user the user's id or email
     * @param page which part of the list
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Page<UserProject> listUserProjects(String user, PageRequest page) {
        return send(UserCalls.listUserProjects(user, page)).value();
    }

    /**
     * Searches users. By a part of their email or of a project's name, without regard to case; an empty term finds all.
     *
     * @param searchTerm what to look for; an empty one finds everything
     */
    default List<FoundUser> searchUsers(String searchTerm) {
        return send(UserCalls.searchUsers(searchTerm)).value();
    }
}
