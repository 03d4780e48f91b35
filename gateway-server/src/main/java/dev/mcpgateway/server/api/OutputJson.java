package dev.mcpgateway.server.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.mcpgateway.server.document.JsonValues;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.Secret;
import dev.mcpgateway.server.domain.WireTime;
import java.io.IOException;
import java.time.Instant;

/**
 * How output records become JSON: names in snake case, enums in lower case, dates in the documented form. A {@link Secret} is
 * refused: what is to be shown says so with {@link ShownOnce}.
 */
final class OutputJson {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            // An answer is written piece by piece into memory: only its end is a reason to flush.
            .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantSerializer())
                    .addSerializer(Attributes.class, new AttributesSerializer())
                    .addSerializer(Secret.class, new SecretRefusal()))
            .build();

    private OutputJson() {}

    private static final class InstantSerializer extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(WireTime.format(value));
        }
    }

    private static final class AttributesSerializer extends JsonSerializer<Attributes> {
        @Override
        public void serialize(Attributes value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeTree(JsonValues.node(value));
        }
    }

    private static final class SecretRefusal extends JsonSerializer<Secret> {
        @Override
        public void serialize(Secret value, JsonGenerator out, SerializerProvider provider) throws IOException {
            throw new IOException("a Secret is in an output record");
        }
    }
}
