/**
 * A typed client of the Secure MCP Gateway's REST admin API.
 *
 * <p>Begin with {@link dev.mcpgateway.client.GatewayClient}.
 */
module dev.mcpgateway.client {
    requires transitive java.net.http;
    requires com.fasterxml.jackson.core;
    requires static transitive org.jspecify;

    exports dev.mcpgateway.client;
    exports dev.mcpgateway.client.api;
    exports dev.mcpgateway.client.error;
    exports dev.mcpgateway.client.model;
    exports dev.mcpgateway.client.spi;
    exports dev.mcpgateway.client.testing;
}
