package dev.mcpgateway.server.api;

/** The groups that the documentation shows operations in. */
public enum Tag {
    HEALTH("Health", "Whether the gateway runs and its state is in order."),
    CONFIGS("Configurations", "Named sets of MCP servers that projects are given."),
    SERVERS("Servers", "The MCP servers of a configuration."),
    GUARDRAILS("Guardrails", "The policies that arguments, results and definitions of a server pass."),
    PROJECTS("Projects", "Users who share one configuration."),
    USERS("Users", "People who are given API keys."),
    API_KEYS("API keys", "Users' keys to their projects."),
    SYSTEM("System", "Backup, restore and reset."),
    SETTINGS("Settings", "What belongs to no configuration.");

    private final String title;
    private final String description;

    Tag(String title, String description) {
        this.title = title;
        this.description = description;
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }
}
