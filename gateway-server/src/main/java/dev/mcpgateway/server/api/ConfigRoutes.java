package dev.mcpgateway.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mcpgateway.server.api.ConfigViews.ConfigDetails;
import dev.mcpgateway.server.api.ConfigViews.ConfigItem;
import dev.mcpgateway.server.api.ConfigViews.ConfigName;
import dev.mcpgateway.server.api.ConfigViews.FoundConfig;
import dev.mcpgateway.server.api.Documents.ConfigDocument;
import dev.mcpgateway.server.api.Documents.Exported;
import dev.mcpgateway.server.api.References.ConfigReference;
import dev.mcpgateway.server.api.References.ConfigView;
import dev.mcpgateway.server.api.References.Search;
import dev.mcpgateway.server.domain.ChangeLog;
import dev.mcpgateway.server.domain.ChangeLog.Committed;
import dev.mcpgateway.server.domain.ConfigReview;
import dev.mcpgateway.server.domain.ConfigService;
import dev.mcpgateway.server.domain.ConfigService.SettingsUpdate;
import dev.mcpgateway.server.domain.ConfigSettings;
import dev.mcpgateway.server.domain.ConfigSettings.Mode;
import dev.mcpgateway.server.domain.ConfigSettings.Prefix;
import dev.mcpgateway.server.domain.Field;
import dev.mcpgateway.server.domain.GatewayState;
import dev.mcpgateway.server.domain.McpConfig;
import dev.mcpgateway.server.domain.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on configurations as wholes. */
final class ConfigRoutes {
    private static final String PATH = "/api/v1/configs";
    private static final String ONE = PATH + "/{config_identifier}";

    private final ChangeLog log;
    private final ConfigService service;
    private final ConfigViews views;
    private final Documents documents;
    private final ConfigReview review;

    ConfigRoutes(ChangeLog log, ConfigService service, ConfigViews views, Documents documents, ConfigReview review) {
        this.log = log;
        this.service = service;
        this.views = views;
        this.documents = documents;
        this.review = review;
    }

    record CreateConfig(
            @Required String configName,
            @Nullable Prefix prefix,
            @Nullable Mode mode,
            @Nullable ObjectNode modelUpstream) {}

    record RenameConfig(String configIdentifier, @Required String newName) {}

    record UpdateConfig(
            String configIdentifier, Field<Prefix> prefix, Field<Mode> mode, Field<ObjectNode> modelUpstream) {}

    record CopyConfig(
            @Required String sourceConfig, @Required String targetConfig) {}

    record ImportConfig(
            @Required String configName,
            @Nullable String inputFile,

            @Doc(
                    value =
                            "The document that exportConfig gives, or the `config` inside it; in place of `input_file`.",
                    schema = "ConfigToImport")
            @Nullable
            ObjectNode config) {}

    record ExportConfig(String configIdentifier, @Nullable String outputFile) {}

    record Validation(boolean valid, List<String> issues, List<String> warnings) {}

    @SchemaName("ConfigProject")
    record ProjectItem(String projectId, String projectName, int users) {}

    static final Operation<Operation.None, Listing<ConfigItem>> LIST_CONFIGS = Operation.get(PATH, Operation.None.class)
            .id(Tag.CONFIGS, "listConfigs")
            .doc(
                    "List configurations",
                    "All configurations in the order of their creation, with the projects using each. A user key is shown its own project's"
                            + " alone.")
            .role(Role.ADMIN)
            .userKeys(Scope.CONFIGS_READ)
            .command("config list")
            .lists("Configurations retrieved successfully", ConfigItem.class);

    static final Operation<CreateConfig, ConfigName> CREATE_CONFIG = Operation.post(PATH, CreateConfig.class)
            .id(Tag.CONFIGS, "createConfig")
            .doc("Create a configuration", "An empty one: add servers to it next, then assign it to a project.")
            .role(Role.ADMIN)
            .command("config add")
            .errors(ErrorCode.CONFIG_ALREADY_EXISTS)
            .created()
            .answers("Configuration created successfully", ConfigName.class);

    static final Operation<ConfigView, ConfigDetails> GET_CONFIG = Operation.get(ONE, ConfigView.class)
            .id(Tag.CONFIGS, "getConfig")
            .doc(
                    "Get a configuration",
                    "With all its servers. Values of `env`, `headers` and other secrets are masked unless `reveal` is true. A user key is shown"
                            + " its own project's configuration, and of servers the name, description, tools and which guardrails are on.")
            .role(Role.ADMIN)
            .userKeys(Scope.CONFIGS_READ)
            .command("config get")
            .errors(ErrorCode.CONFIG_NOT_FOUND)
            .tagged()
            .showsStateAlone()
            .answers("Configuration retrieved successfully", ConfigDetails.class);

    static final Operation<RenameConfig, ConfigName> RENAME_CONFIG = Operation.put(ONE + "/rename", RenameConfig.class)
            .id(Tag.CONFIGS, "renameConfig")
            .doc("Rename a configuration", "Its id and its use by projects stay. Its own name is accepted.")
            .role(Role.ADMIN)
            .command("config rename")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.CONFIG_ALREADY_EXISTS)
            .honoursIfMatch()
            .answers("Configuration renamed successfully", ConfigName.class);

    static final Operation<UpdateConfig, ConfigDetails> UPDATE_CONFIG = Operation.patch(ONE, UpdateConfig.class)
            .id(Tag.CONFIGS, "updateConfig")
            .doc(
                    "Update a configuration's settings",
                    "Changes what is given and keeps the rest; null puts a setting back to its default.")
            .role(Role.ADMIN)
            .command("config update")
            .errors(ErrorCode.CONFIG_NOT_FOUND)
            .honoursIfMatch()
            .tagged()
            .answers("Configuration updated successfully", ConfigDetails.class);

    static final Operation<ConfigReference, Operation.None> DELETE_CONFIG = Operation.delete(ONE, ConfigReference.class)
            .id(Tag.CONFIGS, "deleteConfig")
            .doc("Delete a configuration", "Refused while a project uses it.")
            .role(Role.ADMIN)
            .command("config remove")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.CONFIG_IN_USE)
            .honoursIfMatch()
            .confirms("Configuration deleted successfully");

    static final Operation<CopyConfig, ConfigName> COPY_CONFIG = Operation.post(PATH + "/copy", CopyConfig.class)
            .id(Tag.CONFIGS, "copyConfig")
            .doc("Copy a configuration", "A deep copy: later changes of one do not touch the other.")
            .role(Role.ADMIN)
            .command("config copy")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.CONFIG_ALREADY_EXISTS)
            .created()
            .answers("Configuration copied successfully", ConfigName.class);

    static final Operation<ImportConfig, ConfigName> IMPORT_CONFIG = Operation.post(
                    PATH + "/import", ImportConfig.class)
            .id(Tag.CONFIGS, "importConfig")
            .doc(
                    "Import a configuration",
                    "From a document that exportConfig wrote, inline or in a file on the gateway's machine. The whole document is checked"
                            + " before anything is stored.")
            .role(Role.ADMIN)
            .command("config import")
            .errors(ErrorCode.CONFIG_ALREADY_EXISTS, ErrorCode.FILE_NOT_FOUND, ErrorCode.FILE_NOT_ALLOWED)
            .maxBodyBytes(Documents.MAX_BYTES)
            .created()
            .answers("Configuration imported successfully", ConfigName.class);

    static final Operation<ExportConfig, Exported> EXPORT_CONFIG = Operation.post(ONE + "/export", ExportConfig.class)
            .id(Tag.CONFIGS, "exportConfig")
            .doc(
                    "Export a configuration",
                    "To a file on the gateway's machine, or inline where none is named. The document holds the real values of secrets,"
                            + " so that an import works, and says so: `contains_secrets`.")
            .role(Role.ADMIN)
            .command("config export")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.FILE_NOT_FOUND, ErrorCode.FILE_NOT_ALLOWED)
            .answers("Configuration exported successfully", Exported.class);

    static final Operation<Search, Listing<FoundConfig>> SEARCH_CONFIGS = Operation.post(PATH + "/search", Search.class)
            .id(Tag.CONFIGS, "searchConfigs")
            .doc(
                    "Search configurations",
                    "By a part of their name or of a server's, without regard to case; an empty term finds all.")
            .role(Role.ADMIN)
            .command("config search")
            .lists("Search completed successfully", FoundConfig.class);

    static final Operation<ConfigReference, Validation> VALIDATE_CONFIG = Operation.post(
                    ONE + "/validate", ConfigReference.class)
            .id(Tag.CONFIGS, "validateConfig")
            .doc(
                    "Validate a configuration",
                    "Checks every server as if it were saved now. `warnings` name what is stored and has no effect.")
            .role(Role.ADMIN)
            .command("config validate")
            .errors(ErrorCode.CONFIG_NOT_FOUND, ErrorCode.CONFIG_INVALID)
            .answers("Configuration is valid", Validation.class);

    static final Operation<ConfigReference, Listing<ProjectItem>> LIST_CONFIG_PROJECTS = Operation.get(
                    ONE + "/projects", ConfigReference.class)
            .id(Tag.CONFIGS, "listConfigProjects")
            .doc("List the projects of a configuration", "Those it is assigned to, in the order of their creation.")
            .role(Role.ADMIN)
            .command("config list-projects")
            .errors(ErrorCode.CONFIG_NOT_FOUND)
            .lists("Projects retrieved successfully", ProjectItem.class);

    List<Endpoint<?, ?>> endpoints() {
        return List.of(
                LIST_CONFIGS.handledBy(this::list),
                CREATE_CONFIG.handledBy((in, call) -> ConfigName.of(
                        service.create(in.configName(), settings(in)).result())),
                GET_CONFIG.handledBy(this::get),
                RENAME_CONFIG.handledBy((in, call) ->
                        ConfigName.of(service.rename(in.configIdentifier(), in.newName(), call.precondition())
                                .result())),
                UPDATE_CONFIG.handledBy(this::update),
                DELETE_CONFIG.handledBy(this::delete),
                COPY_CONFIG.handledBy((in, call) -> ConfigName.of(
                        service.copy(in.sourceConfig(), in.targetConfig()).result())),
                IMPORT_CONFIG.handledBy(this::importConfig),
                EXPORT_CONFIG.handledBy(this::export),
                SEARCH_CONFIGS.handledBy(this::search),
                VALIDATE_CONFIG.handledBy(this::validate),
                LIST_CONFIG_PROJECTS.handledBy(this::projects));
    }

    private Listing<ConfigItem> list(Operation.None in, Call call) {
        GatewayState state = call.state();
        return call.page().of(state.configs()).map(config -> ConfigItem.of(state, config));
    }

    private static ConfigSettings settings(CreateConfig in) {
        return new ConfigSettings(
                in.prefix(),
                in.mode(),
                in.modelUpstream() == null ? null : RequestParts.modelUpstream(in.modelUpstream(), null));
    }

    private ConfigDetails get(ConfigView in, Call call) {
        GatewayState state = call.state();
        if (call.isWithUserKey()) {
            return views.ofKeyHolder(state, state.config(in.configIdentifier()));
        }
        return views.details(state, state.config(in.configIdentifier()), Boolean.TRUE.equals(in.reveal()));
    }

    private ConfigDetails update(UpdateConfig in, Call call) {
        Committed<McpConfig> committed = service.update(
                in.configIdentifier(),
                stored -> new SettingsUpdate(
                        in.prefix(),
                        in.mode(),
                        in.modelUpstream().map(given -> RequestParts.modelUpstream(given, stored.modelUpstream()))),
                call.precondition());
        GatewayState state = committed.state();
        return views.details(state, state.config(committed.result().id()), false);
    }

    private Operation.None delete(ConfigReference in, Call call) {
        service.delete(in.configIdentifier(), call.precondition());
        return new Operation.None();
    }

    private ConfigName importConfig(ImportConfig in, Call call) {
        McpConfig content = documents.configToImport(in.inputFile(), in.config());
        return ConfigName.of(service.importAs(in.configName(), content).result());
    }

    private Exported export(ExportConfig in, Call call) {
        McpConfig config = log.state().config(in.configIdentifier());
        ConfigDocument document = documents.export(config);
        return documents.deliver(in.outputFile(), document);
    }

    private Listing<FoundConfig> search(Search in, Call call) {
        String term = in.searchTerm();
        return call.page()
                .of(GatewayState.stream(log.state().configs()).filter(config -> FoundConfig.matches(config, term)))
                .map(config -> FoundConfig.of(config, term));
    }

    private Validation validate(ConfigReference in, Call call) {
        GatewayState state = log.state();
        McpConfig config = state.config(in.configIdentifier());
        review.requireValid(config);
        return new Validation(true, List.of(), review.warnings(config, state.settings()));
    }

    private Listing<ProjectItem> projects(ConfigReference in, Call call) {
        GatewayState state = log.state();
        McpConfig config = state.config(in.configIdentifier());
        return call.page()
                .of(state.projectsUsing(config.id()))
                .map(project -> new ProjectItem(project.id(), project.name(), state.countMembers(project.id())));
    }
}
