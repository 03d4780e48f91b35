package dev.mcpgateway.client.error;

import java.io.Serializable;

/**
 * What failed, for programs. The set is open: a later gateway may send codes that have no constant here, and they compare by their value.
 *
 * @param value the code on the wire
 */
public record ErrorCode(String value) implements Serializable {
    /** The body is not well-formed JSON. */
    public static final ErrorCode INVALID_JSON = new ErrorCode("INVALID_JSON");

    /** A field, a parameter or a header is missing or not allowed as it is. */
    public static final ErrorCode INVALID_REQUEST = new ErrorCode("INVALID_REQUEST");

    /** The configuration does not pass validation. */
    public static final ErrorCode CONFIG_INVALID = new ErrorCode("CONFIG_INVALID");

    /** The file may not be read or written. */
    public static final ErrorCode FILE_NOT_ALLOWED = new ErrorCode("FILE_NOT_ALLOWED");

    /** The admin key is missing, malformed or wrong; 500 while none is configured. */
    public static final ErrorCode AUTH_INVALID_CREDENTIALS = new ErrorCode("AUTH_INVALID_CREDENTIALS");

    /** The key does not allow this. */
    public static final ErrorCode AUTH_FORBIDDEN = new ErrorCode("AUTH_FORBIDDEN");

    /** There is no such path. */
    public static final ErrorCode ROUTE_NOT_FOUND = new ErrorCode("ROUTE_NOT_FOUND");

    /** There is no such configuration. */
    public static final ErrorCode CONFIG_NOT_FOUND = new ErrorCode("CONFIG_NOT_FOUND");

    /** The configuration has no such server. */
    public static final ErrorCode SERVER_NOT_FOUND = new ErrorCode("SERVER_NOT_FOUND");

    /** There is no such project. */
    public static final ErrorCode PROJECT_NOT_FOUND = new ErrorCode("PROJECT_NOT_FOUND");

    /** There is no such user. */
    public static final ErrorCode USER_NOT_FOUND = new ErrorCode("USER_NOT_FOUND");

    /** There is no such API key. */
    public static final ErrorCode API_KEY_NOT_FOUND = new ErrorCode("API_KEY_NOT_FOUND");

    /** The API key has no such alert. */
    public static final ErrorCode ALERT_NOT_FOUND = new ErrorCode("ALERT_NOT_FOUND");

    /** There is no such file. */
    public static final ErrorCode FILE_NOT_FOUND = new ErrorCode("FILE_NOT_FOUND");

    /** The path does not have this method; Allow names those it has. */
    public static final ErrorCode METHOD_NOT_ALLOWED = new ErrorCode("METHOD_NOT_ALLOWED");

    /** Another configuration has this name. */
    public static final ErrorCode CONFIG_ALREADY_EXISTS = new ErrorCode("CONFIG_ALREADY_EXISTS");

    /** Another server of the configuration has this name. */
    public static final ErrorCode SERVER_ALREADY_EXISTS = new ErrorCode("SERVER_ALREADY_EXISTS");

    /** Another project has this name. */
    public static final ErrorCode PROJECT_ALREADY_EXISTS = new ErrorCode("PROJECT_ALREADY_EXISTS");

    /** Another user has this email. */
    public static final ErrorCode USER_ALREADY_EXISTS = new ErrorCode("USER_ALREADY_EXISTS");

    /** A project uses the configuration. */
    public static final ErrorCode CONFIG_IN_USE = new ErrorCode("CONFIG_IN_USE");

    /** The project has live API keys. */
    public static final ErrorCode PROJECT_HAS_API_KEYS = new ErrorCode("PROJECT_HAS_API_KEYS");

    /** The project may have one API key only, and has it. */
    public static final ErrorCode PROJECT_SINGLE_KEY = new ErrorCode("PROJECT_SINGLE_KEY");

    /** The user has live API keys. */
    public static final ErrorCode USER_HAS_API_KEYS = new ErrorCode("USER_HAS_API_KEYS");

    /** The user is a member of projects. */
    public static final ErrorCode USER_IN_PROJECTS = new ErrorCode("USER_IN_PROJECTS");

    /** The user is not a member of the project. */
    public static final ErrorCode USER_NOT_IN_PROJECT = new ErrorCode("USER_NOT_IN_PROJECT");

    /** The project has no configuration. */
    public static final ErrorCode NO_CONFIG_ASSIGNED = new ErrorCode("NO_CONFIG_ASSIGNED");

    /** The API key is revoked. */
    public static final ErrorCode API_KEY_REVOKED = new ErrorCode("API_KEY_REVOKED");

    /** The API key has expired. */
    public static final ErrorCode API_KEY_EXPIRED = new ErrorCode("API_KEY_EXPIRED");

    /** The resource is not the one that If-Match names. */
    public static final ErrorCode PRECONDITION_FAILED = new ErrorCode("PRECONDITION_FAILED");

    /** The body is larger than the operation takes. */
    public static final ErrorCode PAYLOAD_TOO_LARGE = new ErrorCode("PAYLOAD_TOO_LARGE");

    /** The body's Content-Type is not JSON. */
    public static final ErrorCode UNSUPPORTED_MEDIA_TYPE = new ErrorCode("UNSUPPORTED_MEDIA_TYPE");

    /** A fault of the gateway; the log has the details under the request id. */
    public static final ErrorCode INTERNAL_ERROR = new ErrorCode("INTERNAL_ERROR");

    /** The MCP server did not start or did not answer. */
    public static final ErrorCode SERVER_UNAVAILABLE = new ErrorCode("SERVER_UNAVAILABLE");

    /** The change could not be made durable, or its fate is unknown. */
    public static final ErrorCode STORAGE_FAILED = new ErrorCode("STORAGE_FAILED");

    /** Too much of this work is waiting; Retry-After says when to try again. */
    public static final ErrorCode OVERLOADED = new ErrorCode("OVERLOADED");

    /** The gateway is starting or stopping. */
    public static final ErrorCode SHUTTING_DOWN = new ErrorCode("SHUTTING_DOWN");

    /** The key has made all the requests that its limit allows. */
    public static final ErrorCode RATE_LIMITED = new ErrorCode("RATE_LIMITED");

    /** A key was already made for this client token. */
    public static final ErrorCode API_KEY_ALREADY_ISSUED = new ErrorCode("API_KEY_ALREADY_ISSUED");

    /** The code itself. */
    @Override
    public String toString() {
        return value;
    }
}
