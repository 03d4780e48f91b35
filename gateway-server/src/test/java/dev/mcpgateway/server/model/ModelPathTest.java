package dev.mcpgateway.server.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.domain.Scope;
import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.Method;
import dev.mcpgateway.server.http.Request;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPathTest {
    private static Request request(String method, String target) {
        return Request.of(method, target, Map.of(), new byte[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "http://a, /v1/models/x, /v1/models/x",
        "http://a/, /v1/models/, /v1/models/",
        "http://a/v1, /v1/models?q=%20, /v1/models?q=%20",
        "http://a/v1///, /v1, /v1",
        "http://a/deep/api, /v1/a%C3%A9, /deep/api/a%C3%A9",
        "http://a/deep/v1, /v1/x, /deep/v1/x",
        "http://a/xv1, /v1/x, /xv1/x",
    })
    void thePathOfTheBaseUrlStandsForV1(String base, String target, String asked) {
        Request request = request("GET", target);
        assertEquals(
                asked, ModelRelay.target(HttpUrl.parse(base), ModelPath.of(request, Method.GET), request.rawQuery()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models/org%2Fname", "/v1/models/org%2fa%2Fb", "/v1/models/org/a%2Fb"})
    void theNameOfAModelMayHaveEncodedSlashesAndGoesOnAsItWasSent(String target) {
        ModelPath path = ModelPath.of(request("GET", target), Method.GET);
        assertEquals(target, ModelPath.ROOT + path.below());
        assertEquals(Scope.MODELS_READ, path.scope());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/models%2Fa",
                "/v1/models/%2Fa",
                "/v1/models/a%2F",
                "/v1/models/a%2F%2Fb",
                "/v1/models/a%2F..%2Fb",
                "/v1/models/%2e%2E%2Ffiles",
                "/v1/models/a%2F.",
                "/v1/models/a%252Fb",
                "/v1/models/a%5Cb",
                "/v1/files/a%2Fb",
            })
    void otherEncodedSlashesAreRefused(String target) {
        assertThrows(HttpException.class, () -> ModelPath.of(request("GET", target), Method.GET));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/chat/completions, POST /v1/chat/completions",
        "GET, /v1/chat/completions/c-1, GET /v1/chat/completions",
        "GET, /v1/models/a/b, GET /v1/models",
        "GET, /v1/modelsx, GET /v1",
        "PATCH, /v1/anything/at/all, PATCH /v1",
        "GET, /v1, GET /v1",
        "BREW, /v1/pot, OTHER /v1",
        "GET, /v1/%FF, GET /v1",
    })
    void usageTellsAFewEndpointsApart(String method, String target, String endpoint) {
        assertEquals(endpoint, ModelPath.endpoint(request(method, target)));
    }
}
