package dev.mcpgateway.client.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The same call as a program without a client library makes it: {@code java.net.http}, Jackson and a record. */
final class Bare {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final URI uri;
    private final String authorization;

    Bare(String baseUrl, String adminKey) {
        this.uri = URI.create(baseUrl + "/api/v1/users/default@example.com");
        this.authorization = "Bearer " + adminKey;
    }

    record Envelope(String message, User data, String timestamp) {}

    record User(
            @JsonProperty("user_id") String userId,
            String email,
            @JsonProperty("created_at") String createdAt,
            List<Project> projects) {}

    record Project(
            @JsonProperty("project_id") String projectId,
            @JsonProperty("project_name") String projectName) {}

    User getUser() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("X-Request-Id", "bench-0123456789")
                .build();
        HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("answered " + response.statusCode());
        }
        return mapper.readValue(response.body(), Envelope.class).data();
    }
}
