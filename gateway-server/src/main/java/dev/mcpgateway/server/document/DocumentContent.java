package dev.mcpgateway.server.document;

import dev.mcpgateway.server.domain.GatewayState;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a document holds.
 *
 * @param seq the sequence number it was written at; none in a backup and in a file of another program
 * @param isOwn whether a gateway of this kind wrote it: it says which version of the form it has
 * @param clearKeys how many of its keys were in clear
 * @param warnings what a person should know of it, in sentences
 */
public record DocumentContent(
        GatewayState state, OptionalLong seq, boolean isOwn, int clearKeys, List<String> warnings) {}
