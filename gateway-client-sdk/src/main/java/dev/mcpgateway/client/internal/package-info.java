/**
 * How calls are made. Nothing of it is exported.
 *
 * <p>A {@link dev.mcpgateway.client.internal.PreparedCall} says what is asked for. {@link
 * dev.mcpgateway.client.internal.CallRunner} sends it until an {@link dev.mcpgateway.client.internal.Exchange} says that it has succeeded
 * or failed for good; the synchronous and the asynchronous loop differ in how they wait and in nothing else. {@link
 * dev.mcpgateway.client.internal.JsonReader} makes records of JSON as their {@link dev.mcpgateway.client.internal.RecordShape}s say, {@link
 * dev.mcpgateway.client.internal.JsonWriter} writes bodies, {@link dev.mcpgateway.client.internal.ErrorDecoder} makes exceptions of answers, {@link dev.mcpgateway.client.internal.JdkTransport} is {@code java.net.http}.
 */
@NullMarked
package dev.mcpgateway.client.internal;

import org.jspecify.annotations.NullMarked;
