/**
 * The documented JSON form of what the domain holds: the configuration file, backups and exports are all written and read
 * here, so they cannot differ. Fields that are not known are kept.
 */
@NullMarked
package dev.mcpgateway.server.document;

import org.jspecify.annotations.NullMarked;
