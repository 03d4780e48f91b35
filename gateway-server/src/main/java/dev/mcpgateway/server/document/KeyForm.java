package dev.mcpgateway.server.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.domain.AddressRules;
import dev.mcpgateway.server.domain.ApiKey;
import dev.mcpgateway.server.domain.ApiKey.Lifecycle;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ClientToken;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.KeyCredential;
import dev.mcpgateway.server.domain.KeyMetadata;
import dev.mcpgateway.server.domain.KeySettings;
import dev.mcpgateway.server.domain.Plans;
import dev.mcpgateway.server.domain.RateLimit;
import dev.mcpgateway.server.domain.Scopes;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** API keys as the values of the document's map of them. */
public final class KeyForm {
    private KeyForm() {}

    public static ApiKey read(String id, ObjectNode node, String path, List<FieldProblem> problems) {
        ObjectReader reader = new ObjectReader(node, path, problems);
        KeyCredential credential = new KeyCredential(
                reader.requiredString("lookup"),
                reader.requiredString("hash"),
                reader.requiredString("mask"),
                reader.bool("legacy"));
        return read(id, credential, reader, problems);
    }

    /** A key as the Python gateway stores it, under the key in clear: {@code credential} takes its place. */
    static ApiKey readClear(
            String id, KeyCredential credential, ObjectNode node, String path, List<FieldProblem> problems) {
        return read(id, credential, new ObjectReader(node, path, problems), problems);
    }

    private static ApiKey read(String id, KeyCredential credential, ObjectReader reader, List<FieldProblem> problems) {
        String clientToken = reader.text("client_token");
        return new ApiKey(
                id,
                reader.requiredString("user_id"),
                reader.requiredString("project_id"),
                credential,
                settings(reader),
                new Lifecycle(
                        reader.bool("disabled"),
                        reader.instant("disabled_at"),
                        reader.instant("enabled_at"),
                        reader.instant("revoked_at"),
                        reader.instant("expires_at"),
                        reader.string("replaced_by")),
                clientToken == null ? null : new ClientToken(clientToken),
                reader.string("limit_group"),
                AlertForm.read(reader, problems),
                reader.instantOr("created_at", Instant.EPOCH),
                reader.instant("updated_at"),
                0,
                // Kept among the rest, a false would come back once it is true.
                reader.restAndSilent("url_key"));
    }

    private static KeySettings settings(ObjectReader reader) {
        Scopes scopes = reader.checked("scopes", reader.strings("scopes"), Scopes::of);
        RateLimit limit = reader.checked("rate_limit", reader.attributes("rate_limit"), RateLimit::of);
        Attributes metadata = reader.checked("metadata", reader.attributes("metadata"), KeyMetadata::checked);
        KeySettings settings = new KeySettings(
                reader.text("name"),
                reader.text("description"),
                scopes == null ? Scopes.UNRESTRICTED : scopes,
                reader.instant("not_before"),
                new AddressRules(
                        reader.checked("allowed_ips", reader.strings("allowed_ips"), AddressRules::ranges),
                        reader.checked("denied_ips", reader.strings("denied_ips"), AddressRules::ranges)),
                reader.checked("plan", reader.string("plan"), Plans::named),
                limit,
                metadata == null ? Attributes.EMPTY : metadata,
                reader.bool("require_signature"),
                !Boolean.FALSE.equals(reader.optionalBool("url_key")));
        // One object for the many keys on which nothing is set.
        return settings.equals(KeySettings.NONE) ? KeySettings.NONE : settings;
    }

    public static ObjectNode write(ApiKey key) {
        ObjectNode node = JsonValues.object();
        node.put("user_id", key.userId());
        node.put("project_id", key.projectId());
        node.put("lookup", key.credential().lookup());
        node.put("hash", key.credential().hash());
        node.put("mask", key.credential().mask());
        if (key.credential().legacy()) {
            node.put("legacy", true);
        }
        writeSettings(node, key.settings());
        ClientToken clientToken = key.clientToken();
        if (clientToken != null) {
            node.put("client_token", clientToken.text());
        }
        PolicyForm.putIfPresent(node, "limit_group", key.limitGroup());
        AlertForm.write(node, key.alerts());
        EntityForm.writeDates(node, key.createdAt(), key.updatedAt());
        writeLifecycle(node, key.lifecycle());
        JsonValues.addMissing(node, key.extra());
        return node;
    }

    private static void writeSettings(ObjectNode node, KeySettings settings) {
        PolicyForm.putIfPresent(node, "name", settings.name());
        PolicyForm.putIfPresent(node, "description", settings.description());
        writeTexts(node, "scopes", settings.scopes().names());
        EntityForm.writeDate(node, "not_before", settings.notBefore());
        writeTexts(node, "allowed_ips", AddressRules.texts(settings.addresses().allowed()));
        writeTexts(node, "denied_ips", AddressRules.texts(settings.addresses().denied()));
        PolicyForm.putIfPresent(node, "plan", settings.plan());
        RateLimit limit = settings.rateLimit();
        if (limit != null) {
            node.set("rate_limit", JsonValues.node(limit.asAttributes()));
        }
        if (!settings.metadata().isEmpty()) {
            node.set("metadata", JsonValues.node(settings.metadata()));
        }
        if (settings.requireSignature()) {
            node.put("require_signature", true);
        }
        if (!settings.urlKey()) {
            node.put("url_key", false);
        }
    }

    private static void writeTexts(ObjectNode node, String name, @Nullable List<String> texts) {
        if (texts != null) {
            ArrayNode array = node.putArray(name);
            texts.forEach(array::add);
        }
    }

    private static void writeLifecycle(ObjectNode node, Lifecycle lifecycle) {
        if (lifecycle.disabled()) {
            node.put("disabled", true);
        }
        EntityForm.writeDate(node, "disabled_at", lifecycle.disabledAt());
        EntityForm.writeDate(node, "enabled_at", lifecycle.enabledAt());
        EntityForm.writeDate(node, "revoked_at", lifecycle.revokedAt());
        EntityForm.writeDate(node, "expires_at", lifecycle.expiresAt());
        PolicyForm.putIfPresent(node, "replaced_by", lifecycle.replacedBy());
    }
}
