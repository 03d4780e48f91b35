package dev.mcpgateway.server.domain;

/** The kinds of thing that can be named and not be there, or be there already. */
public enum Subject {
    CONFIG("Configuration"),
    SERVER("Server"),
    PROJECT("Project"),
    USER("User"),
    API_KEY("API key"),
    ALERT("Alert");

    private final String title;

    Subject(String title) {
        this.title = title;
    }

    /** As a sentence begins with it. */
    public String title() {
        return title;
    }
}
