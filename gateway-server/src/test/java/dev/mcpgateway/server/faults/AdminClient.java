package dev.mcpgateway.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mcpgateway.server.testing.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** Calls the admin API of one process. Nothing is sent twice: the JDK's client repeats none of the methods that change something. */
record AdminClient(URI url, String adminKey) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    record Answer(int status, JsonNode body) {
        JsonNode data() {
            return body.path("data");
        }

        String code() {
            return body.path("error").asText();
        }
    }

    Answer send(String method, String path, @Nullable String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Bearer " + adminKey)
                .timeout(GatewayProcess.PATIENCE)
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<byte[]> response = HTTP.send(request.build(), BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), Exchange.JSON.readTree(response.body()));
    }

    /** The data of an answer that has to be a success. */
    JsonNode get(String path) throws IOException, InterruptedException {
        Answer answer = send("GET", path, null);
        if (answer.status() != 200) {
            throw new AssertionError("GET " + path + ": " + answer);
        }
        return answer.data();
    }
}
