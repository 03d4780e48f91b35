/**
 * The edge: sockets in, one {@link dev.mcpgateway.server.http.Request} to a
 * {@link dev.mcpgateway.server.http.Handler}, one {@link dev.mcpgateway.server.http.Response} out.
 *
 * <p>It adapts {@code com.sun.net.httpserver} and closes that server's gaps: strict framing, deadlines on blocking
 * reads and writes, answers that survive an unread body, and a JSON answer for every failure. Nothing here knows
 * about the gateway's resources; imports may point to the JDK and Jackson only.
 */
@NullMarked
package dev.mcpgateway.server.http;

import org.jspecify.annotations.NullMarked;
