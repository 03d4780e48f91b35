package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.index.PersistentMap;
import dev.mcpgateway.server.domain.index.SortedIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which users are in which projects, readable from both sides in the order of creation. Immutable. */
final class Membership {
    static final Membership NONE = new Membership(PersistentMap.empty(), PersistentMap.empty());

    private static final SortedIndex<Member> NOBODY =
            SortedIndex.empty(Comparator.comparing(Member::createdAt).thenComparing(Member::id));

    private final PersistentMap<String, SortedIndex<Member>> usersOfProject;
    private final PersistentMap<String, SortedIndex<Member>> projectsOfUser;

    /** One end of a membership: a user or a project, where it stands in the order of creation. */
    record Member(Instant createdAt, String id) {
        static Member of(Entity entity) {
            return new Member(entity.createdAt(), entity.id());
        }
    }

    private Membership(
            PersistentMap<String, SortedIndex<Member>> usersOfProject,
            PersistentMap<String, SortedIndex<Member>> projectsOfUser) {
        this.usersOfProject = usersOfProject;
        this.projectsOfUser = projectsOfUser;
    }

    /** The memberships of users and projects that are there, made at once. */
    static Membership of(Map<Project, List<User>> usersByProject) {
        Map<String, List<Member>> users = new HashMap<>();
        Map<String, List<Member>> projects = new HashMap<>();
        usersByProject.forEach((project, members) -> {
            for (User user : members) {
                users.computeIfAbsent(project.id(), first -> new ArrayList<>()).add(Member.of(user));
                projects.computeIfAbsent(user.id(), first -> new ArrayList<>(1)).add(Member.of(project));
            }
        });
        return new Membership(indexed(users), indexed(projects));
    }

    private static PersistentMap<String, SortedIndex<Member>> indexed(Map<String, List<Member>> members) {
        return PersistentMap.copyOf(members, list -> SortedIndex.of(NOBODY.order(), list));
    }

    SortedIndex<Member> usersOf(String projectId) {
        SortedIndex<Member> found = usersOfProject.get(projectId);
        return found == null ? NOBODY : found;
    }

    SortedIndex<Member> projectsOf(String userId) {
        SortedIndex<Member> found = projectsOfUser.get(userId);
        return found == null ? NOBODY : found;
    }

    Membership with(Project project, User user) {
        return new Membership(
                usersOfProject.with(project.id(), usersOf(project.id()).with(Member.of(user))),
                projectsOfUser.with(user.id(), projectsOf(user.id()).with(Member.of(project))));
    }

    Membership without(Project project, User user) {
        return new Membership(
                trimmed(usersOfProject, project.id(), usersOf(project.id()).without(Member.of(user))),
                trimmed(projectsOfUser, user.id(), projectsOf(user.id()).without(Member.of(project))));
    }

    private static PersistentMap<String, SortedIndex<Member>> trimmed(
            PersistentMap<String, SortedIndex<Member>> map, String id, SortedIndex<Member> rest) {
        return rest.size() == 0 ? map.without(id) : map.with(id, rest);
    }
}
