package dev.mcpgateway.examples.endtoend;

import dev.mcpgateway.client.GatewayAsyncClient;
import dev.mcpgateway.client.GatewayClient;
import dev.mcpgateway.client.RequestOptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The synchronous face of the asynchronous client: each method calls the asynchronous one of its name and parameters, and waits for the
 * future. So the tests of one are those of the other, and a method that has no counterpart fails them.
 */
final class Awaiting implements InvocationHandler {
    private static final long SECONDS = 60;

    private final GatewayAsyncClient client;

    private Awaiting(GatewayAsyncClient client) {
        this.client = client;
    }

    static GatewayClient on(GatewayAsyncClient client) {
        return (GatewayClient) Proxy.newProxyInstance(
                GatewayClient.class.getClassLoader(), new Class<?>[] {GatewayClient.class}, new Awaiting(client));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("withOptions")) {
            return on(client.withOptions((RequestOptions) arguments[0]));
        }
        Method counterpart = GatewayAsyncClient.class.getMethod(method.getName(), method.getParameterTypes());
        try {
            Object result = counterpart.invoke(client, arguments);
            return result instanceof CompletableFuture<?> future ? future.get(SECONDS, TimeUnit.SECONDS) : result;
        } catch (InvocationTargetException | ExecutionException failure) {
            throw failure.getCause();
        }
    }
}
