package dev.mcpgateway.server.mcp.upstream.http;

import dev.mcpgateway.server.domain.HttpUrl;
import dev.mcpgateway.server.net.SystemResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes connections: to the very address that was found to be permitted, as a name that is looked up a second time may mean
 * another; without a proxy; with TLS only to a server that proves to be the host that was asked for.
 */
public final class Dialer implements AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;

    private final UpstreamAddresses addresses;
    private final Supplier<SSLSocketFactory> tls;

    public Dialer(UpstreamAddresses addresses, Supplier<SSLSocketFactory> tls) {
        this.addresses = addresses;
        this.tls = tls;
    }

    /**
     * One that asks the system for addresses and trusts whom the JVM trusts.
     *
     * @param allowPrivate whether servers may be at private addresses, at present
     */
    public static Dialer ofSystem(BooleanSupplier allowPrivate) {
        return new Dialer(new UpstreamAddresses(new SystemResolver("mcp-look-up"), allowPrivate), () ->
                (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /**
     * A connection to where {@code url} is.
     *
     * @param opening gets each socket before it is connected: closing it ends the attempt
     * @throws AddressRefusedException when there is no address that may be connected to
     * @throws UnreachableException when nothing can be connected to there
     */
    Connection connect(HttpUrl url, Consumer<Socket> opening) throws IOException {
        IOException last = new IOException("it has no address");
        for (InetAddress address : found(url)) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                opening.accept(socket);
                socket.connect(new InetSocketAddress(address, url.port()), CONNECT_MILLIS);
                socket.setTcpNoDelay(true);
                socket.setKeepAlive(true);
                return url.isSecure() ? secured(socket, url) : new Connection(socket, socket);
            } catch (IOException failed) {
                close(socket);
                last = failed;
            }
        }
        throw new UnreachableException(
                last instanceof SSLException ? "TLS cannot be agreed on" : "nothing answers there", last);
    }

    private Iterable<InetAddress> found(HttpUrl url) throws IOException {
        try {
            return addresses.of(url.host());
        } catch (AddressRefusedException refused) {
            throw refused;
        } catch (IOException unknown) {
            throw new UnreachableException("its host is not found: " + unknown.getMessage(), unknown);
        }
    }

    private Connection secured(Socket plain, HttpUrl url) throws IOException {
        SSLSocket secure = (SSLSocket) tls.get().createSocket(plain, url.host(), url.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return new Connection(plain, secure);
    }

    /** Looks no host up any more. */
    @Override
    public void close() {
        addresses.close();
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // It is over, which is all that is wanted.
        }
    }
}
