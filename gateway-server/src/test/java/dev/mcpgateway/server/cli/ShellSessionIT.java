package dev.mcpgateway.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a shell, as somebody uses it who has just got it. */
class ShellSessionIT {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    Path home;

    @Test
    void aFileIsMadeServedBackedUpEditedRestoredAndReset() throws Exception {
        assertSession("""
                gateway generate-config > made.json
                gateway user create --email alice@example.com > /dev/null
                gateway user list > without.json

                "$LAUNCHER" system start-api --host 127.0.0.1 --port $PORT > out 2> err &
                server=$!
                until curl -fs -o /dev/null http://127.0.0.1:$PORT/health; do kill -0 $server; sleep 0.1; done
                gateway user list > with.json
                cmp without.json with.json
                gateway --config "$HOME/.enkrypt/enkrypt_mcp_config.json" user create --email 'b\u00fcro+1@example.com' \\
                  > /dev/null 2> refused && exit 9 || test $? -eq 1
                grep -q 'INVALID_REQUEST: ' refused
                gateway system backup --output-file backup.json > /dev/null
                gateway start --port 0 2> second && exit 9 || test $? -eq 1
                grep -q "process $server, the server at http://127.0.0.1:$PORT" second
                gateway system stop-api --port $PORT > /dev/null
                wait $server || true
                test ! -e .enkrypt/enkrypt_mcp_config.json.server

                sed -i 's/alice@/carol@/' .enkrypt/enkrypt_mcp_config.json
                gateway user get --email carol@example.com > /dev/null
                gateway system restore --input-file backup.json > /dev/null
                gateway user get --email alice@example.com > /dev/null
                gateway system reset --confirm > reset.json
                gateway --output table user list > last
                test "$(wc -l < last)" -eq 2
                gateway system stop-api 2> /dev/null && exit 9 || test $? -eq 1
                """);
    }

    @Test
    void aServerThatHangsIsKilledOnlyByForceAndLosesNothing() throws Exception {
        assertSession("""
                "$LAUNCHER" start --host 127.0.0.1 --port $PORT > out 2> err &
                server=$!
                until curl -fs -o /dev/null http://127.0.0.1:$PORT/health; do kill -0 $server; sleep 0.1; done
                gateway user create --email kept@example.com > /dev/null
                kill -STOP $server
                gateway system stop-api 2> refused && exit 9 || test $? -eq 1
                grep -q -e --force refused
                kill -0 $server
                gateway system stop-api --force > /dev/null
                wait $server || true
                gateway user get --email kept@example.com > /dev/null
                """);
    }

    @Test
    void theShellCompletesCommandsAndOptions() throws Exception {
        assertSession("""
                gateway completion bash > completion
                cat > complete.bash <<'END'
                source ./completion
                COMP_WORDS=(secure-mcp-gateway user li); COMP_CWORD=2; COMP_LINE="secure-mcp-gateway user li"
                _complete_secure-mcp-gateway && echo "${COMPREPLY[@]}"
                COMP_WORDS=(secure-mcp-gateway user create --em); COMP_CWORD=3; COMP_LINE="secure-mcp-gateway user create --em"
                _complete_secure-mcp-gateway && echo "${COMPREPLY[@]}"
                values() {
                  COMP_WORDS=(secure-mcp-gateway "$@"); COMP_CWORD=$#; COMPREPLY=()
                  _complete_secure-mcp-gateway; echo "$* is ${COMPREPLY[*]}"
                }
                values user list --output ''
                values start --access-log c
                values config update --config-name x --mode s
                values completion z
                END
                bash complete.bash > completed
                grep -q list-api-keys completed
                grep -q -e --email completed
                grep -qx 'user list --output  is json table' completed
                grep -qx 'start --access-log c is changes' completed
                grep -qx 'config update --config-name x --mode s is search' completed
                grep -qx 'completion z is zsh' completed
                """);
    }

    private void assertSession(String session) throws Exception {
        Path out = home.resolve("session");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", "-eu", "-c", "gateway() { \"$LAUNCHER\" \"$@\"; }\nset -x\n" + session)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment()
                .put(
                        "LAUNCHER",
                        GatewayProcess.ROOT.resolve("secure-mcp-gateway").toString());
        builder.environment().put("PORT", Integer.toString(freePort()));
        builder.environment().remove("MCP_GATEWAY_CONFIG");
        Process process = builder.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        String said = Files.readString(out);
        assertTrue(ended, said);
        assertEquals(0, process.exitValue(), said);
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
