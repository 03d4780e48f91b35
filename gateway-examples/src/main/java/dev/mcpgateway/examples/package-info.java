/** Runnable examples of the gateway and its SDK. */
package dev.mcpgateway.examples;
