package dev.mcpgateway.server.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a server is reached: a child process over its standard streams, or a URL. */
public sealed interface Transport {
    /** The fields of both kinds. */
    List<String> KNOWN = List.of("command", "args", "env", "url", "headers");

    /** Fields of the stored {@code config} object that this version does not know. */
    Attributes extra();

    /** Those of {@link #extra} that a server of the other kind can take over: none that means something there. */
    default Attributes extraOfEitherKind() {
        Attributes either = extra();
        for (String name : KNOWN) {
            either = either.without(name);
        }
        return either;
    }

    /**
     * A child process.
     *
     * @param command the program, resolved on PATH; never given to a shell
     * @param env variables added to the child's clean environment
     */
    record Stdio(String command, List<String> args, Map<String, Secret> env, Attributes extra) implements Transport {
        public Stdio {
            args = List.copyOf(args);
            env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
        }
    }

    /**
     * A remote server over Streamable HTTP.
     *
     * @param headers sent with every request to it
     */
    record Remote(String url, Map<String, Secret> headers, Attributes extra) implements Transport {
        public Remote {
            headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        }
    }
}
