package dev.mcpgateway.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.document.DocumentContent;
import dev.mcpgateway.server.document.DocumentException;
import dev.mcpgateway.server.document.EntityForm;
import dev.mcpgateway.server.document.GatewayDocument;
import dev.mcpgateway.server.document.PolicyForm;
import dev.mcpgateway.server.domain.Attributes;
import dev.mcpgateway.server.domain.ClearKeys;
import dev.mcpgateway.server.domain.ConfigReview;
import dev.mcpgateway.server.domain.ExchangeFiles;
import dev.mcpgateway.server.domain.FieldProblem;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.InvalidFieldException;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.McpServer;
import dev.mcpgateway.server.domain.ModelUpstream;
import dev.mcpgateway.server.domain.OverloadedException;
import dev.mcpgateway.server.domain.Policy;
import dev.mcpgateway.server.domain.Project;
import dev.mcpgateway.server.domain.SecretMask;
import dev.mcpgateway.server.domain.Timestamps;
import dev.mcpgateway.server.domain.User;
import dev.mcpgateway.server.domain.WireTime;
import dev.mcpgateway.server.http.HttpException;
import dev.mcpgateway.server.http.StrictJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exports and backups: made, written to a file or given inline, and read back from either. */
final class Documents {
    /** The largest document that is taken, inline or from a file. */
    static final long MAX_BYTES = 64L << 20;

    private static final String BACKUP_VERSION = "1.0";

    private final ExchangeFiles files;
    private final ClearKeys clearKeys;
    private final Timestamps timestamps;

    Documents(ExchangeFiles files, ClearKeys clearKeys, Timestamps timestamps) {
        this.files = files;
        this.clearKeys = clearKeys;
        this.timestamps = timestamps;
    }

    /** What an export answers: where the document was written, or the document itself. */
    sealed interface Exported {}

    record WrittenFile(String outputFile) implements Exported, ExportedProject, BackedUp {}

    record ConfigDocument(String mcpConfigId, Instant exportedAt, boolean containsSecrets, ObjectNode config)
            implements Exported {}

    /** What an export of a project answers. */
    sealed interface ExportedProject {}

    record ProjectDocument(
            String projectId,
            Instant exportedAt,
            ObjectNode project,

            @Doc("The project's configuration as the gateway's file holds it, its secrets masked; null where none"
                    + " is assigned.")
            @Nullable
            ObjectNode config,

            @Doc("The project's members.") List<MemberEntry> users)
            implements ExportedProject {}

    record MemberEntry(String userId, String email, Instant createdAt) {}

    /** What a backup answers. */
    sealed interface BackedUp {}

    record BackupDocument(
            String backupVersion,
            Instant timestamp,
            boolean containsSecrets,

            @Doc(
                    value = "The whole state as the gateway's file holds it, its secrets in clear.",
                    example =
                            "{\"admin_apikey\":\"your-admin-api-key\",\"mcp_configs\":{},\"projects\":{},\"users\":{},\"apikeys\":{}}",
                    schema = "StoredState")
            ObjectNode config)
            implements BackedUp {}

    ConfigDocument export(McpConfig config) {
        return new ConfigDocument(config.id(), timestamps.now(), true, EntityForm.writeConfig(config));
    }

    /**
     * A project with its configuration and members; no keys are in it and secrets are masked. Fields that are not known are left
     * out: those of older files have whole configurations in them.
     */
    ProjectDocument export(GatewayState state, Project project) {
        List<User> members = state.membersOf(project.id()).toList();
        return new ProjectDocument(
                project.id(),
                timestamps.now(),
                EntityForm.writeProject(
                        project.withExtra(Attributes.EMPTY),
                        members.stream().map(User::id).toList()),
                state.configById(project.configId())
                        .map(SecretMask::masked)
                        .map(EntityForm::writeConfig)
                        .orElse(null),
                members.stream()
                        .map(user -> new MemberEntry(user.id(), user.email(), user.createdAt()))
                        .toList());
    }

    /** @throws OverloadedException while keys of the configuration file are not hashed: no document may hold them in clear */
    BackupDocument backup(GatewayState state) {
        if (state.unhashedKeys().size() > 0) {
            throw new OverloadedException("API keys of the configuration file are still being hashed: try again later");
        }
        return new BackupDocument(BACKUP_VERSION, timestamps.now(), true, GatewayDocument.tree(state));
    }

    /** {@code document}, or the name of the file it was written to where one is asked for. */
    Exported deliver(@Nullable String outputFile, ConfigDocument document) {
        return outputFile == null ? document : write(outputFile, document);
    }

    ExportedProject deliver(@Nullable String outputFile, ProjectDocument document) {
        return outputFile == null ? document : write(outputFile, document);
    }

    BackedUp deliver(@Nullable String outputFile, BackupDocument document) {
        return outputFile == null ? document : write(outputFile, document);
    }

    /** What the backup that a reset makes before it does anything is called: the moment of it. */
    String resetBackupName() {
        return "before-reset-" + WireTime.format(timestamps.next()).replaceAll("[^0-9T]", "") + ".json";
    }

    WrittenFile writeBackup(String outputFile, GatewayState state) {
        return write(outputFile, backup(state));
    }

    private WrittenFile write(String outputFile, Object document) {
        try {
            byte[] json = OutputJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
            return new WrittenFile(files.write("output_file", outputFile, json).toString());
        } catch (JsonProcessingException unexpected) {
            throw new IllegalStateException("a document could not be written as JSON", unexpected);
        }
    }

    /** The configuration of an export document, or of what is inside one; checked whole. */
    McpConfig configToImport(@Nullable String inputFile, @Nullable ObjectNode inline) {
        ObjectNode given = inline != null ? inline : required(inputFile, "input_file", "config");
        String path = inline != null ? "config" : "input_file";
        ObjectNode config = given;
        if (given.has("exported_at")) {
            path = path + ".config";
            config = object(given, "config", path);
        }
        if (!config.has("mcp_config_name") && !config.has("mcp_config")) {
            throw new InvalidFieldException(path, "is not an exported configuration: it has no mcp_config");
        }
        // The name and the date are the request's; a document without them is whole all the same.
        ObjectNode named = config.deepCopy();
        named.put("mcp_config_name", "imported");
        named.remove("created_at");
        List<FieldProblem> problems = new ArrayList<>();
        McpConfig read = EntityForm.readConfig("", named, path, problems).withTidyServerNames();
        problems.addAll(ConfigReview.nameProblems(read, path + "."));
        problems.addAll(ConfigReview.problems(read, path + "."));
        addMasks(read, path, problems);
        if (!problems.isEmpty()) {
            throw new InvalidFieldException(problems);
        }
        return read;
    }

    /** A document that was made to be shown has stars where an import needs the secrets. */
    private static void addMasks(McpConfig read, String path, List<FieldProblem> problems) {
        for (McpServer server : read.servers()) {
            try {
                SecretMask.unmasked(server, null);
            } catch (InvalidFieldException masked) {
                masked.problems()
                        .forEach(problem -> problems.add(new FieldProblem(
                                path + ".mcp_config[" + server.name() + "]." + problem.field(), problem.message())));
            }
        }
        ModelUpstream upstream = read.settings().modelUpstream();
        if (upstream != null) {
            try {
                SecretMask.unmasked(upstream, null);
            } catch (InvalidFieldException masked) {
                masked.problems()
                        .forEach(problem ->
                                problems.add(new FieldProblem(path + "." + problem.field(), problem.message())));
            }
        }
    }

    /** The state in a backup; checked whole. */
    GatewayState stateToRestore(@Nullable String inputFile, @Nullable ObjectNode inline) {
        ObjectNode backup = inline != null ? inline : required(inputFile, "input_file", "backup");
        String path = (inline != null ? "backup" : "input_file") + ".config";
        if (!backup.path("backup_version").isTextual()) {
            throw new InvalidFieldException(inline != null ? "backup" : "input_file", "is not a backup of the gateway");
        }
        try {
            DocumentContent content = GatewayDocument.read(object(backup, "config", path), clearKeys);
            return content.state();
        } catch (DocumentException malformed) {
            throw new InvalidFieldException(
                    malformed.problems().isEmpty()
                            ? List.of(new FieldProblem(path, String.valueOf(malformed.getMessage())))
                            : malformed.problems().stream()
                                    .map(problem -> new FieldProblem(path + "." + problem.field(), problem.message()))
                                    .toList());
        }
    }

    /** The policy in the file that {@code field} names; null where none is named. */
    @Nullable
    Policy policyInFile(@Nullable String file, String field) {
        return file == null ? null : PolicyForm.readLeniently(parse(file, field), field);
    }

    private ObjectNode required(@Nullable String file, String fileField, String inlineField) {
        if (file == null) {
            throw new InvalidFieldException(fileField, "is required where " + inlineField + " is not given");
        }
        return parse(file, fileField);
    }

    private ObjectNode parse(String file, String field) {
        byte[] content = files.read(field, file);
        try {
            return StrictJson.parse(content);
        } catch (HttpException malformed) {
            throw new InvalidFieldException(field, "the file is not a JSON document of the gateway");
        }
    }

    private static ObjectNode object(ObjectNode parent, String name, String path) {
        if (parent.get(name) instanceof ObjectNode object) {
            return object;
        }
        throw new InvalidFieldException(path, "must be an object");
    }
}
