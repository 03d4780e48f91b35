package dev.mcpgateway.client.api;

import dev.mcpgateway.client.Page;
import dev.mcpgateway.client.PageRequest;
import dev.mcpgateway.client.Sender;
import dev.mcpgateway.client.model.ConfigDetails;
import dev.mcpgateway.client.model.ConfigItem;
import dev.mcpgateway.client.model.ConfigName;
import dev.mcpgateway.client.model.ConfigProject;
import dev.mcpgateway.client.model.ConfigSettings;
import dev.mcpgateway.client.model.FoundConfig;
import dev.mcpgateway.client.model.JsonDocument;
import dev.mcpgateway.client.model.Validation;
import dev.mcpgateway.client.model.WrittenFile;
import java.util.List;

/** The operations on configurations. */
public interface ConfigsApi extends Sender {

    /**
     * Lists configurations. All configurations in the order of their creation, with the projects using each.
     */
    default List<ConfigItem> listConfigs() {
        return send(ConfigCalls.listConfigs()).value();
    }

    /**
     * Lists configurations. All configurations in the order of their creation, with the projects using each. One part of the list; see {@link Page#stream}.
     *
     * @param page which part of the list
     */
    default Page<ConfigItem> listConfigs(PageRequest page) {
        return send(ConfigCalls.listConfigs(page)).value();
    }

    /**
     * Creates a configuration. An empty one: add servers to it next, then assign it to a project.
     *
     * @param configName the name: 1 to 128 characters, unique, not shaped like a UUID
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default ConfigName createConfig(String configName) {
        return send(ConfigCalls.createConfig(configName)).value();
    }

    /**
     * Creates a configuration. An empty one: add servers to it next, then assign it to a project.
     *
     * @param configName the name
     * @param settings its settings
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default ConfigName createConfig(String configName, ConfigSettings settings) {
        return send(ConfigCalls.createConfig(configName, settings)).value();
    }

    /**
     * Gets a configuration. With all its servers. Values of {@code env}, {@code headers} and other secrets are masked unless {@code reveal} is true.
     *
     * @param config the configuration's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default ConfigDetails getConfig(String config) {
        return send(ConfigCalls.getConfig(config)).value();
    }

    /**
     * Gets a configuration. With all its servers. Values of {@code env}, {@code headers} and other secrets are masked unless {@code reveal} is true.
     *
     * @param config the configuration's id or name
     * @param reveal whether secrets are shown in place of their mask
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default ConfigDetails getConfig(String config, boolean reveal) {
        return send(ConfigCalls.getConfig(config, reveal)).value();
    }

    /**
     * Updates a configuration's settings. Changes what is given and keeps the rest; null puts a setting back to its default.
     *
     * @param config the configuration's id or name
     * @param settings what to change
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default ConfigDetails updateConfig(String config, ConfigSettings settings) {
        return send(ConfigCalls.updateConfig(config, settings)).value();
    }

    /**
     * Deletes a configuration. Refused while a project uses it.
     *
     * @param config the configuration's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default void deleteConfig(String config) {
        send(ConfigCalls.deleteConfig(config));
    }

    /**
     * Renames a configuration. Its id and its use by projects stay. Its own name is accepted.
     *
     * @param config the configuration's id or name
     * @param newName the new name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default ConfigName renameConfig(String config, String newName) {
        return send(ConfigCalls.renameConfig(config, newName)).value();
    }

    /**
     * Copies a configuration. A deep copy: later changes of one do not touch the other.
     *
     * @param sourceConfig the id or name of the one that is copied
     * @param targetConfig the name of the copy
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default ConfigName copyConfig(String sourceConfig, String targetConfig) {
        return send(ConfigCalls.copyConfig(sourceConfig, targetConfig)).value();
    }

    /**
     * Imports a configuration. From a document that exportConfig wrote, inline or in a file on the gateway's machine. The whole document is checked before anything is stored.
     *
     * @param configName the name of the new configuration
     * @param config what {@link #exportConfig(String)} gave, or the configuration inside it
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default ConfigName importConfig(String configName, JsonDocument config) {
        return send(ConfigCalls.importConfig(configName, config)).value();
    }

    /**
     * Imports a configuration. From a document that exportConfig wrote, inline or in a file on the gateway's machine. The whole document is checked before anything is stored.
     *
     * @param configName the name of the new configuration
     * @param inputFile a file on the gateway's machine: relative to its {@code exports} folder, or absolute
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     * @throws dev.mcpgateway.client.error.ConflictException if the state does not allow it
     */
    default ConfigName importConfig(String configName, String inputFile) {
        return send(ConfigCalls.importConfig(configName, inputFile)).value();
    }

    /**
     * Exports a configuration. To a file on the gateway's machine, or inline where none is named. The document holds the real values of secrets, so that an import works, and says so: {@code contains_secrets}. The document itself; it holds secrets.
     *
     * @param config the configuration's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default JsonDocument exportConfig(String config) {
        return send(ConfigCalls.exportConfig(config)).value();
    }

    /**
     * Exports a configuration. To a file on the gateway's machine, or inline where none is named. The document holds the real values of secrets, so that an import works, and says so: {@code contains_secrets}. To a file on the gateway's machine.
     *
     * @param config the configuration's id or name
     * @param outputFile a file on the gateway's machine: relative to its {@code exports} folder, or absolute
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default WrittenFile exportConfig(String config, String outputFile) {
        return send(ConfigCalls.exportConfig(config, outputFile)).value();
    }

    /**
     * Searches configurations. By a part of their name or of a server's, without regard to case; an empty term finds all.
     *
     * @param searchTerm what to look for; an empty one finds everything
     */
    default List<FoundConfig> searchConfigs(String searchTerm) {
        return send(ConfigCalls.searchConfigs(searchTerm)).value();
    }

    /**
     * Validates a configuration. Checks every server as if it were saved now. {@code warnings} name what is stored and has no effect.
     *
     * @param config the configuration's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Validation validateConfig(String config) {
        return send(ConfigCalls.validateConfig(config)).value();
    }

    /**
     * Lists the projects of a configuration. Those it is assigned to, in the order of their creation.
     *
     * @param config the configuration's id or name
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default List<ConfigProject> listConfigProjects(String config) {
        return send(ConfigCalls.listConfigProjects(config)).value();
    }

    /**
     * Lists the projects of a configuration. Those it is assigned to, in the order of their creation. One part of the list; see {@link Page#stream}.
     *
     * @param config the configuration's id or name
     * @param page which part of the list
     * @throws dev.mcpgateway.client.error.NotFoundException if something named is not there
     */
    default Page<ConfigProject> listConfigProjects(String config, PageRequest page) {
        return send(ConfigCalls.listConfigProjects(config, page)).value();
    }
}
