package dev.mcpgateway.server.api.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.ErrorCode;
import dev.mcpgateway.server.domain.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a failure may get, with the text that the gateway gives.
 *
 * @param name of the example
 * @param problem the field at fault, if it is one
 */
record ErrorExample(String name, String detail, @Nullable FieldProblem problem) {
    private static final String REQUEST_ID = "6f1c8a2e-4k";

    /** Those of {@code code} where it has {@code status}: the code's own, or another that it has in one case. */
    static List<ErrorExample> of(ErrorCode code, int status) {
        if (code == ErrorCode.AUTH_INVALID_CREDENTIALS && status == code.status()) {
            return List.of(
                    new ErrorExample("missing_header", "Authorization header required", null),
                    new ErrorExample("malformed_header", "Invalid authorization format. Use 'Bearer <api_key>'", null),
                    new ErrorExample(
                            "invalid_key",
                            "Invalid admin API key. Administrative operations require admin_apikey.",
                            null));
        }
        return List.of(new ErrorExample(code.name(), detail(code), problem(code)));
    }

    ObjectNode body(ErrorCode code) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", code.name()).put("detail", detail).put("request_id", REQUEST_ID);
        if (problem != null) {
            body.putArray("errors").addObject().put("field", problem.field()).put("message", problem.message());
        }
        return body.put("timestamp", OutputExamples.MOMENT);
    }

    private static @Nullable FieldProblem problem(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> new FieldProblem("limit", "must be a whole number from 1 to 1000");
            case CONFIG_INVALID -> new FieldProblem("mcp_config[github_server].command", "must not be empty");
            default -> null;
        };
    }

    private static String detail(ErrorCode code) {
        return switch (code) {
            case INVALID_JSON -> "The body is not valid JSON: line 1, column 17.";
            case INVALID_REQUEST -> "limit: must be a whole number from 1 to 1000";
            case CONFIG_INVALID -> "The configuration has 1 problem";
            case FILE_NOT_ALLOWED -> "output_file: is not a document of the gateway's, and is not replaced";
            case AUTH_INVALID_CREDENTIALS -> "Admin API key not configured. Please regenerate configuration.";
            case AUTH_FORBIDDEN -> "This operation needs the admin key";
            case ROUTE_NOT_FOUND -> "There is no such path; /openapi.json lists those there are";
            case CONFIG_NOT_FOUND -> "Configuration 'team_tools' not found";
            case SERVER_NOT_FOUND -> "Server 'github_server' not found";
            case PROJECT_NOT_FOUND -> "Project 'my_project' not found";
            case USER_NOT_FOUND -> "User 'alice@example.com' not found";
            case API_KEY_NOT_FOUND -> "API key not found";
            case ALERT_NOT_FOUND -> "Alert not found";
            case FILE_NOT_FOUND -> "input_file: there is no such file";
            case METHOD_NOT_ALLOWED -> "This path allows GET, POST.";
            case CONFIG_ALREADY_EXISTS -> "Configuration 'team_tools' already exists";
            case SERVER_ALREADY_EXISTS -> "Server 'github_server' already exists";
            case PROJECT_ALREADY_EXISTS -> "Project 'my_project' already exists";
            case USER_ALREADY_EXISTS -> "User 'alice@example.com' already exists";
            case CONFIG_IN_USE -> "Configuration 'team_tools' is used by 1 project: unassign it there first";
            case PROJECT_HAS_API_KEYS -> "Project 'my_project' has 1 API key: delete or revoke them first";
            case PROJECT_SINGLE_KEY -> "Project 'my_project' may have one API key only: regenerate or revoke it";
            case USER_HAS_API_KEYS -> "User 'alice@example.com' has 1 API key: delete them first, or pass force";
            case USER_IN_PROJECTS ->
                "User 'alice@example.com' is a member of projects: remove the user there first, or pass force";
            case USER_NOT_IN_PROJECT -> "User 'alice@example.com' is not a member of project 'my_project'";
            case NO_CONFIG_ASSIGNED -> "Project 'my_project' has no configuration assigned";
            case API_KEY_REVOKED -> "The API key is revoked: generate a new one";
            case API_KEY_EXPIRED -> "The API key has expired: generate a new one";
            case API_KEY_ALREADY_ISSUED -> "The client_token has made an API key already: 'key_25RQ4F5ZR3qa7yEe'";
            case PRECONDITION_FAILED ->
                "The resource has changed since it was read: fetch it again and repeat the request with its new ETag";
            case PAYLOAD_TOO_LARGE -> "The body is larger than 1048576 bytes.";
            case UNSUPPORTED_MEDIA_TYPE -> "Content-Type must be application/json";
            case RATE_LIMITED -> "Too many requests: try again later";
            case INTERNAL_ERROR -> "The gateway failed; its log has the details under this request_id";
            case SERVER_UNAVAILABLE -> "Server 'github_server' ended with exit code 1";
            case STORAGE_FAILED -> "The change could not be stored";
            case OVERLOADED -> "Too many keys are being checked";
            case SHUTTING_DOWN -> "The gateway is starting or stopping";
        };
    }
}
