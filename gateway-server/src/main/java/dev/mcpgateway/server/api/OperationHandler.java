package dev.mcpgateway.server.api;

/** Does what an operation is for. */
@FunctionalInterface
public interface OperationHandler<I, O> {
    /**
     * The {@code data} of the answer.
     *
     * @throws Exception any failure; {@link ErrorRenderer} knows those that are the caller's
     */
    O handle(I input, Call call) throws Exception;
}
