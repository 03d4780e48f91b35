package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.cli.Cli.Ended;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Every command of an operation, one after the other, with what it is to print: the same on a file, on the server that holds it and
 * on a remote gateway.
 */
final class Scenario {
    /**
     * A command line, its exit code, and what is to be true: {@code /pointer = value} of the data, or {@code ~text} in what is said
     * on standard error where the code is not 0. {@code <key>} stands for the id of the key made last.
     */
    private static final String STEPS = """
            config add --config-name tools | 0 | /config_name = tools
            config add --config-name tools | 1 | ~CONFIG_ALREADY_EXISTS:
            config list | 0 | /1/mcp_config_name = tools
            config list --limit 1 | 0 | /0/mcp_config_name = default_config
            config get --config-name tools | 0 | /mcp_config_name = tools
            config get --config-name nowhere | 1 | ~CONFIG_NOT_FOUND:
            config add-server --config-name tools --server-name files --server-command npx --args -y,pkg --env '{"T":"s"}' | 0 | /config/args/1 = pkg
            config add-server --config-name tools --server-name more --server-command npx --args '["-h","a,b"]' --tools '{"t":{}}' | 0 | /config/args/1 = a,b
            config add-server --config-name tools --server-name far --url https://mcp.example.com/mcp --headers @headers.json | 0 | /config/url = https://mcp.example.com/mcp
            config add-server --config-name tools --server-name bad | 1 | ~INVALID_REQUEST:
            config add-server --config-name tools --server-name bad --server-command x --env '{"T"' | 2 | ~--env is not valid JSON
            config add-server --config-name tools --server-name bad --server-command x --env '{"T":1}' | 1 | ~env.T
            config list-servers --config-name tools | 0 | /2/server_name = far
            config get-server --config-name tools --server-name files | 0 | /config/env/T = ********
            config get-server --config-name tools --server-name files --reveal | 0 | /config/env/T = s
            config update-server --config-name tools --server-name files --description 'Files, all' | 0 | /description = Files, all
            config update-server --config-name tools --server-name files --description '' | 0 | /description =
            config update-server-input-guardrails --config-name tools --server-name files --policy-file policy.json | 0 | /enabled = true
            config update-server-input-guardrails --config-name tools --server-name files --policy '{"enabled":false}' | 0 | /enabled = false
            config update-server-input-guardrails --config-name tools --server-name files --policy @policy.json | 0 | /enabled = true
            config update-server-input-guardrails --config-name tools --server-name files | 2 | ~--policy
            config update-server-input-guardrails --config-name tools --server-name files --policy-file none.json | 1 | ~FILE_NOT_FOUND:
            config update-server-output-guardrails --config-name tools --server-name files --policy-file policy.json | 0 | /enabled = true
            config update-server-guardrails --config-name tools --server-name files --input-policy '{}' --output-policy-file policy.json | 0 | /output_guardrails_policy/enabled = true
            config validate --config-name tools | 0 | /valid = true
            config update --config-name tools --mode search | 0 | /mode = search
            config update --config-name tools --mode '' | 0 | /mode = tools
            config update --config-name tools --mode sideways | 1 | ~mode
            config rename --config-name tools --new-name tools2 | 0 | /config_name = tools2
            config copy --source-config tools2 --target-config copy | 0 | /config_name = copy
            config export --config-name tools2 --output-file export.json | 0 | /output_file = FOLDER/export.json
            config export --config-name tools2 --output-file headers.json | 1 | ~FILE_NOT_ALLOWED: --output-file
            config export --config-name tools2 --output-file no/such/folder.json | 1 | ~FILE_NOT_FOUND: --output-file
            config export --config-name tools2 | 0 | /config/mcp_config_name = tools2
            config import --input-file export.json --config-name imported | 0 | /config_name = imported
            config import --input-file policy.json --config-name imported2 | 1 | ~INVALID_REQUEST:
            config import --input-file broken.json --config-name imported2 | 1 | ~broken.json is not valid JSON
            config search --search-term FILES | 0 | /0/match_type = server_name
            config server-status --config-name default_config --server-name echo_server | 0 | /state = stopped
            config list-server-tools --config-name default_config --server-name echo_server | 0 | /0/name = echo
            config restart-server --config-name default_config --server-name echo_server | 0 | /state = ready
            config list-server-tools --config-name imported --server-name far | 1 | ~SERVER_UNAVAILABLE: Server 'far'
            config server-status --config-name tools2 --server-name nowhere | 1 | ~SERVER_NOT_FOUND:
            config list-projects --config-name default_config | 0 | /0/project_name = default_project
            config remove-server --config-name copy --server-name files | 0 | = null
            config remove-all-servers --config-name copy | 0 | /removed = 2
            config remove --config-name copy | 0 | = null
            config remove --config-name default_config | 1 | ~CONFIG_IN_USE:
            config set-enkrypt-api-key --api-key secret-of-enkrypt | 0 | /configured = true
            config set-enkrypt-api-key --api-key - | 0 | /configured = true
            config get-enkrypt-api-key | 0 | /configured = true
            config configure-telemetry --enabled --url http://localhost:4317 --insecure false | 0 | /insecure = false
            config configure-telemetry | 1 | ~INVALID_REQUEST: At least one option
            config configure-telemetry --enabled maybe | 2 | ~maybe
            config get-telemetry | 0 | /enabled = true
            project create --project-name 'Proj / ä' | 0 | /project_name = Proj / ä
            project list | 0 | /1/project_name = Proj / ä
            project get --project-name 'Proj / ä' | 0 | /users =
            project update --project-name 'Proj / ä' --new-name team --single-key | 0 | /single_key = true
            project update --project-name team --single-key=false | 0 | /single_key = false
            project assign-config --project-name team --config-name tools2 | 0 | /mcp_config/mcp_config_name = tools2
            project get-config --project-name team | 0 | /mcp_config_name = tools2
            project unassign-config --project-name team | 0 | = null
            project unassign-config --project-name team | 1 | ~NO_CONFIG_ASSIGNED:
            user create --email a@example.com | 0 | /email = a@example.com
            user create --email nonsense | 1 | ~INVALID_REQUEST:
            user create | 2 | ~--email
            project add-user --project-name team --email a@example.com | 0 | /email = a@example.com
            project list-users --project-name team | 0 | /0/email = a@example.com
            project search --search-term A@EX | 0 | /0/match_type = user_email
            project export --project-name team --output-file project.json | 0 | /output_file = FOLDER/project.json
            user list | 0 | /1/email = a@example.com
            user get --email a@example.com | 0 | /projects/0/project_name = team
            user get | 2 | ~--email
            user get --email a@example.com --user-id x | 2 | ~exclusive
            user update --email a@example.com --new-email b@example.com | 0 | /email = b@example.com
            user list-projects --email b@example.com | 0 | /0/project_name = team
            user search --search-term b@ | 0 | /0/match_type = email
            user generate-api-key --email b@example.com --project-name team --name "B's laptop" --client-token once | 0 | /name = B's laptop
            user generate-api-key --email b@example.com --project-name team --client-token once | 1 | ~API_KEY_ALREADY_ISSUED:
            user generate-api-key --email b@example.com --project-name team --client-token 'a b' | 1 | ~client_token
            user list-api-keys --email b@example.com | 0 | /0/key_id = <key>
            user list-api-keys --email b@example.com --project-name default_project | 0 | =
            user list-all-api-keys | 0 | /1/key_id = <key>
            user get-api-key --api-key <key> | 0 | /project_name = team
            user get-api-key --api-key @key.txt | 1 | ~API_KEY_NOT_FOUND:
            user update-api-key --api-key <key> --scopes tools:list,tools:call:files --allowed-ips 10.0.0.0/8,::1 | 0 | /scopes/1 = tools:call:files
            user update-api-key --api-key <key> --rate-limit '{"limit": 5}' --metadata '{"team": "b"}' | 0 | /rate_limit/window_seconds = 60
            user update-api-key --api-key <key> --scopes '' --allowed-ips '' --expires-in-seconds 3600 | 0 | /unrestricted = true
            user update-api-key --api-key <key> --scopes admin | 1 | ~scopes[0]: is no scope
            user update-api-key --api-key <key> --require-signature false --url-key false --plan free | 0 | /plan = free
            user api-key-usage --api-key <key> --window 7d | 0 | /total_requests = 0
            user api-key-usage --api-key <key> --window 2h | 1 | ~window: must be one of 1h, 24h, 7d, 30d
            user create-alert --api-key <key> --type error_rate --threshold 0.5 | 0 | /min_requests = 10
            user create-alert --api-key <key> --type error_rate --threshold half | 2 | ~--threshold must be a number
            user create-alert --api-key <key> --type slow | 1 | ~type: must be one of error_rate
            user create-alert --api-key <key> --type new_ip --webhook-url http://10.0.0.1/ | 1 | ~webhook_url
            user list-alerts --api-key <key> | 0 | /0/state = ok
            user list-all-alerts --state firing | 0 | =
            user delete-alert --api-key <key> --alert-id alert_0000000000000000 | 1 | ~ALERT_NOT_FOUND:
            user disable-api-key --api-key <key> | 0 | /disabled = true
            user enable-api-key --api-key <key> | 0 | /disabled = false
            user regenerate-api-key --api-key <key> | 0 | /key_id = <key>
            user regenerate-api-key --api-key key_0000000000000000 | 1 | ~API_KEY_NOT_FOUND:
            user rotate-api-key --api-key <key> --grace-period-seconds 60 | 0 | /old_key_id = <key>
            user rotate-api-key --api-key <key> --grace-period-seconds soon | 2 | ~--grace-period-seconds
            user verify-api-key --api-key <key> | 0 | /code = invalid_api_key
            user revoke-api-key --api-key <key> | 0 | /status = revoked
            user enable-api-key --api-key <key> | 1 | ~API_KEY_REVOKED:
            user delete-api-key --api-key <key> | 0 | = null
            user delete-all-api-keys --email b@example.com | 0 | /deleted = 1
            project remove-user --project-name team --email b@example.com | 0 | /revoked_api_keys = 0
            project remove-all-users --project-name default_project | 0 | /removed = 1
            user delete --email b@example.com --force | 0 | = null
            project remove --project-name team | 0 | = null
            system health-check | 0 | /statistics/total_configs = 3
            system backup --output-file backup.json | 0 | /output_file = FOLDER/backup.json
            system backup | 0 | /contains_secrets = true
            user create --email later@example.com | 0 | /email = later@example.com
            system restore --input-file backup.json --keep-admin-key | 0 | /statistics/total_users = 1
            system restore --input-file policy.json | 1 | ~INVALID_REQUEST:
            system reset | 2 | ~--confirm
            system reset --confirm false | 1 | ~INVALID_REQUEST:
            system rotate-admin-key | 0 | /admin_apikey
            system reset --confirm | 0 | /backup_file
            """;

    private final Cli cli;
    private final boolean changesAdminKey;

    /** @param changesAdminKey whether the admin key may change: that of a remote gateway is not known any more then */
    Scenario(Cli cli, boolean changesAdminKey) {
        this.cli = cli;
        this.changesAdminKey = changesAdminKey;
    }

    /** The words of all commands that are run. */
    static Set<String> commands() {
        Set<String> commands = new TreeSet<>();
        STEPS.lines().forEach(line -> commands.add(line.replaceAll("^(\\S+ \\S+) .*", "$1")));
        return commands;
    }

    void run() throws Exception {
        Files.writeString(cli.folder().resolve("headers.json"), "{\"Authorization\":\"Bearer x\"}");
        Files.writeString(cli.folder().resolve("policy.json"), "{\"enabled\":true,\"block\":[\"pii\"]}");
        Files.writeString(cli.folder().resolve("broken.json"), "{\"a\":");
        Files.writeString(cli.folder().resolve("key.txt"), "key_ABCDEFGHIJKLMNOP\n");
        cli.withInput("secret-of-enkrypt\n");
        String key = "no key yet";
        List<String> steps = new ArrayList<>(STEPS.lines().toList());
        if (!changesAdminKey) {
            steps.removeIf(
                    step -> step.startsWith("system rotate-admin-key ") || step.startsWith("system reset --confirm |"));
        }
        for (String step : steps) {
            String[] parts = step.split(" \\| ", -1);
            Ended ended = cli.line(parts[0].replace("<key>", key)).expect(Integer.parseInt(parts[1]));
            String demand = parts[2].replace("<key>", key)
                    .replace("FOLDER", cli.folder().toString());
            if (ended.exitCode() == 0) {
                requireData(ended, demand);
                key = ended.json().path("key_id").asText(key);
            } else {
                assertTrue(ended.err().contains(demand.substring(1)), ended + " should say " + demand);
                assertEquals("", ended.out(), ended.toString());
            }
        }
    }

    private static void requireData(Ended ended, String demand) {
        String[] sides = demand.split(" ?= ?", 2);
        JsonNode value = ended.json().at(sides[0].strip());
        if (sides.length == 1) {
            assertTrue(value.isTextual(), ended + " should have " + demand);
        } else {
            assertEquals(sides[1].strip(), value.isNull() ? "null" : value.asText(), ended + " should be " + demand);
        }
    }
}
