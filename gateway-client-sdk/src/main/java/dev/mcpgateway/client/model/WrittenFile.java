package dev.mcpgateway.client.model;

/**
 * A file that was written on the gateway's machine.
 *
 * @param outputFile a file on the gateway's machine; a relative path is taken under {@code exports/} beside the configuration file. In an answer it is absolute
 */
public record WrittenFile(String outputFile) {

    /** Refuses what lacks a field that every answer has, and copies what could change. */
    public WrittenFile {
        Required.field(outputFile, "output_file");
    }
}
