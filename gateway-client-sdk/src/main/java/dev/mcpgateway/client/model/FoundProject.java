package dev.mcpgateway.client.model;

/**
 * A project that a search has found.
 *
 * @param projectId the project's id
 * @param projectName the project's name: 1 to 128 characters, unique, not shaped like a UUID
 * @param matchType where the term was found
 * @param users how many members the project has
 */
public record FoundProject(String projectId, String projectName, MatchType matchType, int users) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public FoundProject {
        Required.field(projectId, "project_id");
        Required.field(projectName, "project_name");
        Required.field(matchType, "match_type");
    }
}
