package dev.mcpgateway.server.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.testing.ApiCall;
import dev.mcpgateway.server.testing.Exchange;
import dev.mcpgateway.server.testing.TestGateway;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that a client sends makes a 5xx, and every answer keeps its shape: thousands of random requests over the table. */
class HostileRequestsIT {
    private static final int REQUESTS = 1500;
    private static final int PER_GATEWAY = 50;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            ".",
            "..",
            "../..",
            "/",
            "//",
            "%",
            "%00",
            "%2F",
            "+",
            "?",
            "#",
            "&",
            "=",
            "'",
            "\"",
            "\\",
            "`",
            "$(id)",
            "; DROP TABLE x",
            "<script>",
            "{}",
            "[]",
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "NaN",
            "${jndi:ldap://x}",
            "\u0000",
            "\u0001",
            "\n",
            "\r\n",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\uffff",
            "é",
            "e\u0301",
            "日本",
            "🎉",
            "𝕳",
            "İ",
            "ß",
            "key_",
            "key_0000000000000000",
            "mgw_",
            "mcp_sk_",
            "********",
            "$argon2id$v=19$m=8,t=1,p=1$AAAA$AAAA",
            "00000000-0000-4000-8000-000000000000",
            "a@b.cc",
            "A@B.CC",
            "default_config",
            "default_project",
            "default@example.com",
            "echo_server",
            "copy",
            "search",
            "~",
            "~root/x",
            "/etc/passwd",
            "/dev/zero",
            "C:\\x",
            "http://x",
            "https://u:p@h",
            "http://[::1",
            "file:///etc/passwd",
            "x".repeat(128),
            "x".repeat(129),
            "x".repeat(5000),
            "🎉".repeat(300),
            "2026-01-01T00:00:00.000000",
            "+999999999-12-31T23:59:59",
            "0x10",
            "١٢٣");
    private static final List<String> NAMES = List.of(
            "enabled",
            "block",
            "config",
            "mcp_config",
            "server_name",
            "command",
            "url",
            "env",
            "exported_at",
            "backup_version",
            "users",
            "projects",
            "apikeys",
            "mcp_configs",
            "gateway",
            "admin_apikey",
            "plugins",
            "base_url",
            "api_key",
            "x",
            "");
    private static final List<String> HEADER_VALUES = List.of(
            "",
            " ",
            "*",
            "\"1\"",
            "W/\"1\"",
            "\"",
            "\"a\", \"b\"",
            ",,,",
            "null",
            "https://x.example",
            "application/json",
            "text/html",
            "a/b+json",
            "Bearer",
            "Bearer x",
            "Basic x",
            "x".repeat(300),
            "é",
            "{}",
            "-1",
            "application/json; charset=utf-16");
    private static final List<String> HEADERS = List.of(
            "If-Match",
            "Content-Type",
            "X-Request-Id",
            "Origin",
            "Authorization",
            "Accept",
            "X-Forwarded-For",
            "Access-Control-Request-Method",
            "Access-Control-Request-Headers",
            "Accept-Encoding",
            "Cookie",
            "X-HTTP-Method-Override");

    @ParameterizedTest
    @ValueSource(longs = {1, 20_260_102, 0xC0FFEE})
    void nothingAClientSendsMakesA500(long seed) {
        System.out.println("HostileRequestsIT seed " + seed);
        Random random = new Random(seed);
        for (int sent = 0; sent < REQUESTS; sent += PER_GATEWAY) {
            // A new one now and then, because a reset that succeeds leaves little to be hostile to.
            try (TestGateway gateway =
                    World.get().gateway().files(new PretendFiles()).start()) {
                for (int i = 0; i < PER_GATEWAY; i++) {
                    expectAnAnswer(gateway, call(random), "seed " + seed + ", request " + (sent + i) + ": ");
                }
            }
        }
    }

    private static void expectAnAnswer(TestGateway gateway, ApiCall call, String which) {
        Exchange exchange = gateway.send(call);
        assertTrue(exchange.status() < 500, () -> which + exchange);
        if (exchange.status() >= 400) {
            exchange.expectErrorShape();
        } else if (exchange.bytes().length > 0 && !call.target().matches("/(metrics|openapi\\.json).*")) {
            exchange.expectSuccessShape();
        }
    }

    private static ApiCall call(Random random) {
        Operation<?, ?> operation = pick(random, Operations.all());
        Recipe recipe = Recipes.of(operation);
        String target = operation.path().text();
        for (String parameter : operation.path().parameterNames()) {
            String value = recipe.path().get(parameter);
            String given = value == null || random.nextInt(3) == 0 ? pathText(random) : value;
            target = target.replace("{" + parameter + "}", ApiCall.segment(given));
        }
        if (random.nextInt(8) == 0) {
            target += pick(random, List.of("/", "//", "/x", "%20", "/..", "/%2e%2e", ";x=1"));
        }
        if (random.nextInt(3) == 0) {
            String name = pick(random, List.of("limit", "cursor", "reveal", "force", "project_identifier", "x"));
            target +=
                    "?" + name + "=" + ApiCall.segment(pick(random, TEXTS)) + (random.nextBoolean() ? "&" + name : "");
        }
        String method = random.nextInt(20) == 0
                ? pick(random, List.of("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "FOO"))
                : operation.method().name();
        ApiCall call = ApiCall.of(method, target);
        if (operation.method() != Method.GET && random.nextInt(10) > 0) {
            call = call.withBytes(body(random, operation, recipe));
        }
        for (int i = random.nextInt(4) - 1; i > 0; i--) {
            String header = pick(random, HEADERS);
            String value = pick(random, HEADER_VALUES);
            // Without the key little else is reached.
            if (!header.equals("Authorization") || random.nextInt(4) == 0) {
                call = call.withHeader(header, value);
            }
        }
        return call;
    }

    private static byte[] body(Random random, Operation<?, ?> operation, Recipe recipe) {
        ObjectNode body = recipe.body() == null ? Exchange.JSON.createObjectNode() : Outgoing.parsed(recipe.body());
        List<String> fields = new ArrayList<>();
        InputField.of(operation).stream()
                .filter(InputField::isInBody)
                .map(InputField::name)
                .forEach(fields::add);
        fields.add("x");
        for (int i = random.nextInt(4); i > 0; i--) {
            body.set(pick(random, fields), value(random, 0));
        }
        if (random.nextInt(4) == 0) {
            mutate(random, body, 0);
        }
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(12) == 0 && bytes.length > 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Changes one value somewhere inside. */
    private static void mutate(Random random, JsonNode node, int depth) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = pick(random, names);
            if (depth < 6 && object.get(name).isContainerNode() && random.nextInt(4) > 0) {
                mutate(random, object.get(name), depth + 1);
            } else {
                object.set(random.nextInt(5) == 0 ? pick(random, TEXTS) : name, value(random, 0));
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (array.get(index).isContainerNode() && random.nextInt(4) > 0) {
                mutate(random, array.get(index), depth + 1);
            } else {
                array.set(index, value(random, 0));
            }
        }
    }

    private static JsonNode value(Random random, int depth) {
        var nodes = Exchange.JSON.getNodeFactory();
        return switch (random.nextInt(depth > 4 ? 8 : 10)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextInt(5) - 1);
            case 3 -> nodes.numberNode(pick(random, List.of(Long.MIN_VALUE, Long.MAX_VALUE, 1L << 53)));
            case 4 -> nodes.numberNode(BigInteger.TEN.pow(random.nextInt(60)));
            case 5 -> nodes.numberNode(random.nextGaussian());
            case 8 -> array(random, depth);
            case 9 -> object(random, depth);
            default -> nodes.textNode(pick(random, TEXTS));
        };
    }

    private static ArrayNode array(Random random, int depth) {
        ArrayNode array = Exchange.JSON.createArrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(random, depth + 1));
        }
        return array;
    }

    private static ObjectNode object(Random random, int depth) {
        ObjectNode object = Exchange.JSON.createObjectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            object.set(pick(random, NAMES), value(random, depth + 1));
        }
        return object;
    }

    private static String pathText(Random random) {
        String text = pick(random, TEXTS);
        return text.isEmpty() ? "x" : text;
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
