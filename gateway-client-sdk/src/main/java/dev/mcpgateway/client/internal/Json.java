package dev.mcpgateway.client.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.mcpgateway.client.Secret;
import dev.mcpgateway.client.model.ConfigMode;
import dev.mcpgateway.client.model.GuardrailPolicyReport;
import dev.mcpgateway.client.model.GuardrailProvider;
import dev.mcpgateway.client.model.HealthStatus;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.KeyStatus;
import dev.mcpgateway.client.model.MatchType;
import dev.mcpgateway.client.model.OnChange;
import dev.mcpgateway.client.model.OnError;
import dev.mcpgateway.client.model.OpenEnum;
import dev.mcpgateway.client.model.RequestBody;
import dev.mcpgateway.client.model.ServerSharing;
import dev.mcpgateway.client.model.ToolPrefix;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads and writes JSON; knows nothing of what it means. */
final class Json {
    private static final JsonMapper LENIENT = mapper(wireTypes()).build();
    private static final JsonMapper MAPPER = mapper(requiredTypes())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() {}

    static byte[] write(Map<String, @Nullable Object> body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (IOException unwritable) {
            // Jackson's message may quote a value, and a value may be a secret.
            throw new IllegalArgumentException("the request has a value that JSON cannot hold");
        }
    }

    static JsonParser parser(byte[] body) throws IOException {
        return MAPPER.createParser(body);
    }

    static <T> @Nullable T value(JsonParser parser, Class<T> type) throws IOException {
        return MAPPER.readValue(parser, type);
    }

    static JsonNode tree(byte[] body) throws IOException {
        return MAPPER.readTree(body);
    }

    private static JsonMapper.Builder mapper(SimpleModule module) {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .addModule(module);
    }

    /** Of a policy's report alone the document does not require the flag: without it, the policy is not in force. */
    private static SimpleModule requiredTypes() {
        SimpleModule module = wireTypes();
        read(module, GuardrailPolicyReport.class, parser -> LENIENT.readValue(parser, GuardrailPolicyReport.class));
        return module;
    }

    private static SimpleModule wireTypes() {
        SimpleModule module = new SimpleModule("gateway");
        read(module, Instant.class, parser -> WireTime.parse(string(parser)));
        read(module, Secret.class, parser -> Secret.of(string(parser)));
        read(module, JsonDocument.class, parser -> JsonDocument.parse(CompactJson.value(parser)));
        open(module, KeyStatus.class, KeyStatus::new);
        open(module, ToolPrefix.class, ToolPrefix::new);
        open(module, ConfigMode.class, ConfigMode::new);
        open(module, ServerSharing.class, ServerSharing::new);
        open(module, GuardrailProvider.class, GuardrailProvider::new);
        open(module, OnError.class, OnError::new);
        open(module, OnChange.class, OnChange::new);
        open(module, MatchType.class, MatchType::new);
        open(module, HealthStatus.class, HealthStatus::new);
        write(module, Secret.class, (secret, generator) -> generator.writeString(secret.reveal()));
        write(module, JsonDocument.class, (document, generator) -> generator.writeRawValue(document.json()));
        write(module, OpenEnum.class, (word, generator) -> generator.writeString(word.value()));
        write(module, RequestBody.class, (request, generator) -> generator.writeObject(request.fields()));
        write(module, Instant.class, (instant, generator) -> generator.writeString(instant.toString()));
        return module;
    }

    private static String string(JsonParser parser) throws IOException {
        String text = parser.getValueAsString();
        if (text == null) {
            throw new IOException(parser.currentName() + " is no string");
        }
        return text;
    }

    private static <T extends OpenEnum> void open(SimpleModule module, Class<T> type, Function<String, T> maker) {
        read(module, type, parser -> maker.apply(string(parser)));
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonParser parser) throws IOException;
    }

    @FunctionalInterface
    private interface Writer<T> {
        void write(T value, JsonGenerator generator) throws IOException;
    }

    private static <T> void read(SimpleModule module, Class<T> type, Reader<T> reader) {
        module.addDeserializer(type, new StdDeserializer<T>(type) {
            private static final long serialVersionUID = 1;

            @Override
            @SuppressWarnings("serial") // the mapper is never serialized
            public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                return reader.read(parser);
            }
        });
    }

    private static <T> void write(SimpleModule module, Class<T> type, Writer<T> writer) {
        module.addSerializer(type, new StdSerializer<T>(type) {
            private static final long serialVersionUID = 1;

            @Override
            @SuppressWarnings("serial") // the mapper is never serialized
            public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
                writer.write(value, generator);
            }
        });
    }
}
