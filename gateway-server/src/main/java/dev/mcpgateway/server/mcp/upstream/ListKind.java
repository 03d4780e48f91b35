package dev.mcpgateway.server.mcp.upstream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What servers list. */
public enum ListKind {
    TOOLS("tools/list", "tools", "tools", "name"),
    RESOURCES("resources/list", "resources", "resources", "uri"),
    RESOURCE_TEMPLATES("resources/templates/list", "resourceTemplates", "resources", "uriTemplate"),
    PROMPTS("prompts/list", "prompts", "prompts", "name");

    private final String method;
    private final String member;
    private final String capability;
    private final String key;

    ListKind(String method, String member, String capability, String key) {
        this.method = method;
        this.member = member;
        this.capability = capability;
        this.key = key;
    }

    /** The request that asks for a page of it. */
    public String method() {
        return method;
    }

    /** The member of the result that has the items. */
    public String member() {
        return member;
    }

    /** The member of an item that names it. */
    public String key() {
        return key;
    }

    /** Whether a server with the result {@code initialized} of the handshake has such a list. */
    public boolean isOfferedBy(ObjectNode initialized) {
        return initialized.path("capabilities").has(capability);
    }

    /** The notification that tells of a change of it. */
    public String changeNotification() {
        return "notifications/" + capability + "/list_changed";
    }

    /** Whether the notification {@code method} says that such a list has changed. */
    boolean isChangedBy(String notification) {
        return notification.equals(changeNotification());
    }
}
