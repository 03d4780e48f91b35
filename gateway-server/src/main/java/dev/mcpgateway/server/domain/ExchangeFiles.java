package dev.mcpgateway.server.domain;

import java.nio.file.Path;

/** The files on the gateway's machine that a request may name (contract: rest-api.md, "Files named in requests"). */
public interface ExchangeFiles {
    /**
     * Writes a document as a whole or not at all.
     *
     * @param field the field of the request that named the file
     * @return its absolute path
     * @throws FileRefusedException when the file may not be written
     * @throws StorageException when it could not be
     */
    Path write(String field, String requested, byte[] document);

    /**
     * Reads a document.
     *
     * @throws FileRefusedException when the file may not be read, is too large or not there
     * @throws StorageException when it could not be read
     */
    byte[] read(String field, String requested);
}
