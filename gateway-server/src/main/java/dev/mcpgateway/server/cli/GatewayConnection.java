package dev.mcpgateway.server.cli;

/** The gateway that a command works on. */
sealed interface GatewayConnection extends AutoCloseable permits OpenedFile, HttpGateway {
    /**
     * What the gateway answers.
     *
     * @throws CommandFailure when no answer of a gateway came
     */
    Answer send(GatewayCall call) throws CommandFailure;

    @Override
    void close();
}
