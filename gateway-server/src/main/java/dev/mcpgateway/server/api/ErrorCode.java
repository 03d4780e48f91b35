package dev.mcpgateway.server.api;

import dev.mcpgateway.server.domain.ConflictException;
import dev.mcpgateway.server.domain.Subject;

/** The closed catalogue of errors (contract: rest-api.md, "Envelope"); the wire name is the constant's. */
public enum ErrorCode {
    INVALID_JSON(400, "The body is not well-formed JSON"),
    INVALID_REQUEST(400, "A field, a parameter or a header is missing or not allowed as it is"),
    CONFIG_INVALID(400, "The configuration does not pass validation"),
    FILE_NOT_ALLOWED(400, "The file may not be read or written"),
    AUTH_INVALID_CREDENTIALS(401, "The admin key is missing, malformed or wrong; 500 while none is configured"),
    AUTH_FORBIDDEN(403, "The key does not allow this"),
    ROUTE_NOT_FOUND(404, "There is no such path"),
    CONFIG_NOT_FOUND(404, "There is no such configuration"),
    SERVER_NOT_FOUND(404, "The configuration has no such server"),
    PROJECT_NOT_FOUND(404, "There is no such project"),
    USER_NOT_FOUND(404, "There is no such user"),
    API_KEY_NOT_FOUND(404, "There is no such API key"),
    ALERT_NOT_FOUND(404, "The API key has no such alert"),
    FILE_NOT_FOUND(404, "There is no such file"),
    METHOD_NOT_ALLOWED(405, "The path does not have this method; Allow names those it has"),
    CONFIG_ALREADY_EXISTS(409, "Another configuration has this name"),
    SERVER_ALREADY_EXISTS(409, "Another server of the configuration has this name"),
    PROJECT_ALREADY_EXISTS(409, "Another project has this name"),
    USER_ALREADY_EXISTS(409, "Another user has this email"),
    CONFIG_IN_USE(409, "A project uses the configuration"),
    PROJECT_HAS_API_KEYS(409, "The project has live API keys"),
    PROJECT_SINGLE_KEY(409, "The project may have one API key only, and has it"),
    USER_HAS_API_KEYS(409, "The user has live API keys"),
    USER_IN_PROJECTS(409, "The user is a member of projects"),
    USER_NOT_IN_PROJECT(409, "The user is not a member of the project"),
    NO_CONFIG_ASSIGNED(409, "The project has no configuration"),
    API_KEY_REVOKED(409, "The API key is revoked"),
    API_KEY_EXPIRED(409, "The API key has expired"),
    API_KEY_ALREADY_ISSUED(409, "The client_token has made an API key for the user and the project already"),
    PRECONDITION_FAILED(412, "The resource is not the one that If-Match names"),
    PAYLOAD_TOO_LARGE(413, "The body is larger than the operation takes"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's Content-Type is not JSON"),
    RATE_LIMITED(429, "Too many requests; Retry-After says when the next would pass"),
    INTERNAL_ERROR(500, "A fault of the gateway; the log has the details under the request id"),
    SERVER_UNAVAILABLE(502, "The MCP server did not start or did not answer"),
    STORAGE_FAILED(503, "The change could not be made durable, or its fate is unknown"),
    OVERLOADED(503, "Too much of this work is waiting; Retry-After says when to try again"),
    SHUTTING_DOWN(503, "The gateway is starting or stopping");

    private final int status;
    private final String meaning;

    ErrorCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    /** What it means, as a sentence without its full stop. */
    public String meaning() {
        return meaning;
    }

    static ErrorCode notFound(Subject subject) {
        return switch (subject) {
            case CONFIG -> CONFIG_NOT_FOUND;
            case SERVER -> SERVER_NOT_FOUND;
            case PROJECT -> PROJECT_NOT_FOUND;
            case USER -> USER_NOT_FOUND;
            case API_KEY -> API_KEY_NOT_FOUND;
            case ALERT -> ALERT_NOT_FOUND;
        };
    }

    static ErrorCode alreadyExists(Subject subject) {
        return switch (subject) {
            case CONFIG -> CONFIG_ALREADY_EXISTS;
            case SERVER -> SERVER_ALREADY_EXISTS;
            case PROJECT -> PROJECT_ALREADY_EXISTS;
            case USER -> USER_ALREADY_EXISTS;
            case API_KEY, ALERT ->
                throw new IllegalArgumentException("keys and alerts are made here and never collide");
        };
    }

    static ErrorCode of(ConflictException.Rule rule) {
        return valueOf(rule.name());
    }
}
