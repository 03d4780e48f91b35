package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.index.PersistentMap;
import dev.mcpgateway.server.domain.index.SortedIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

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

    /** That {@code user} is in {@code project}. */
    record Link(Member project, Member user) {}

    /** The memberships of users and projects that are there, made at once. */
    static Membership of(List<Link> links) {
        return new Membership(indexed(links, Link::project, Link::user), indexed(links, Link::user, Link::project));
    }

    private static PersistentMap<String, SortedIndex<Member>> indexed(
            List<Link> links, Function<Link, Member> from, Function<Link, Member> to) {
        return PersistentMap.grouped(links, link -> from.apply(link).id(), group -> {
            List<Member> members = new ArrayList<>(group.size());
            group.forEach(link -> members.add(to.apply(link)));
            return SortedIndex.of(NOBODY.order(), members);
        });
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
