package dev.mcpgateway.server.domain;

import dev.mcpgateway.server.domain.Transport.Remote;
import dev.mcpgateway.server.domain.Transport.Stdio;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What a server's definition must be like before it is saved. */
public final class ServerRules {
    private static final int MAX_TEXT = 32_768;
    private static final Pattern ENV_NAME = Pattern.compile("[^=\\x00]{1,256}");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    private ServerRules() {}

    /**
     * Refuses a definition that could not be launched or reached.
     *
     * @throws InvalidFieldException naming every field that is wrong
     */
    public static void check(McpServer server) {
        List<FieldProblem> problems = problems(server);
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
    }

    /** What is wrong with {@code server}, field by field; empty when nothing is. */
    public static List<FieldProblem> problems(McpServer server) {
        List<FieldProblem> problems = new ArrayList<>();
        if (server.transport() instanceof Stdio stdio) {
            checkStdio(stdio, problems);
        } else if (server.transport() instanceof Remote remote) {
            checkRemote(remote, problems);
        }
        if (server.timeouts() != null) {
            server.timeouts().asMap().forEach((name, value) -> {
                if (!(value instanceof Number seconds) || !(seconds.doubleValue() > 0)) {
                    problems.add(new FieldProblem("timeouts." + name, "must be a number of seconds above 0"));
                }
            });
        }
        return problems;
    }

    /** What is wrong with {@code upstream}, by the fields of its configuration. */
    public static List<FieldProblem> problems(ModelUpstream upstream) {
        List<FieldProblem> problems = new ArrayList<>();
        if (!isBaseUrl(upstream.baseUrl())) {
            problems.add(new FieldProblem("model_upstream.base_url", HttpUrl.RULE + ", and without a query"));
        }
        if (upstream.apiKey() != null
                && !HEADER_VALUE.matcher(upstream.apiKey().reveal()).matches()) {
            problems.add(
                    new FieldProblem("model_upstream.api_key", "must not contain line breaks or control characters"));
        }
        return problems;
    }

    private static boolean isBaseUrl(String text) {
        try {
            return HttpUrl.parse(text).uri().getRawQuery() == null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static void checkStdio(Stdio stdio, List<FieldProblem> problems) {
        if (stdio.command().isBlank()) {
            problems.add(new FieldProblem("server_command", "must not be empty"));
        }
        checkText("server_command", stdio.command(), problems);
        for (int i = 0; i < stdio.args().size(); i++) {
            checkText("args[" + i + "]", stdio.args().get(i), problems);
        }
        for (Map.Entry<String, Secret> variable : stdio.env().entrySet()) {
            if (!ENV_NAME.matcher(variable.getKey()).matches()) {
                problems.add(new FieldProblem(
                        "env", "names of variables must be of 1 to 256 characters without '=' and NUL"));
            }
            checkText("env." + variable.getKey(), variable.getValue().reveal(), problems);
        }
    }

    private static void checkRemote(Remote remote, List<FieldProblem> problems) {
        try {
            HttpUrl.parse(remote.url());
        } catch (IllegalArgumentException unfit) {
            problems.add(new FieldProblem("url", HttpUrl.RULE));
        }
        for (Map.Entry<String, Secret> header : remote.headers().entrySet()) {
            if (!HEADER_NAME.matcher(header.getKey()).matches()) {
                problems.add(new FieldProblem("headers", "names must be HTTP field names (RFC 9110, section 5.1)"));
            }
            if (!HEADER_VALUE.matcher(header.getValue().reveal()).matches()) {
                problems.add(new FieldProblem(
                        "headers." + header.getKey(), "must not contain line breaks or control characters"));
            }
        }
    }

    /** Whether {@code text} is an absolute http or https URL that carries no credentials. */
    public static boolean isHttpUrl(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static void checkText(String field, String text, List<FieldProblem> problems) {
        if (text.indexOf('\0') >= 0) {
            problems.add(new FieldProblem(field, "must not contain NUL"));
        }
        if (text.length() > MAX_TEXT) {
            problems.add(new FieldProblem(field, "must have at most " + MAX_TEXT + " characters"));
        }
    }
}
