package dev.mcpgateway.server.domain;

/**
 * What a caller marks an attempt to get a key with, so that the attempt repeated makes no second key (contract: api-keys.md,
 * "Operations"). It opens nothing and is no secret.
 */
public record ClientToken(String text) {
    private static final int MAX_LENGTH = 128;

    /**
     * The token that a request brings.
     *
     * @throws InvalidFieldException naming {@code field}
     */
    public static ClientToken of(String field, String raw) {
        boolean isVisible = raw.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (raw.isEmpty() || raw.length() > MAX_LENGTH || !isVisible) {
            throw new InvalidFieldException(
                    field, "must have 1 to " + MAX_LENGTH + " visible ASCII characters, without spaces");
        }
        return new ClientToken(raw);
    }
}
