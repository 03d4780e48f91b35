package dev.mcpgateway.server.domain;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who is told of commits: each on a thread of its own and with the newest state, so that a slow one holds up neither the log nor
 * another, and many commits in a row may be told of once.
 */
public final class StateFollowers {
    private static final Logger LOG = System.getLogger(StateFollowers.class.getName());

    private final Supplier<GatewayState> state;
    private final List<Follower> followers = new CopyOnWriteArrayList<>();

    /** @param state the one that is published */
    public StateFollowers(Supplier<GatewayState> state) {
        this.state = state;
    }

    /** As {@link ChangeLog#follow}. */
    public ChangeLog.Following add(String name, Consumer<GatewayState> listener) {
        Follower follower = new Follower(name, listener);
        followers.add(follower);
        follower.thread.start();
        return follower;
    }

    /** Another state was published; costs its caller next to nothing. */
    public void changed() {
        followers.forEach(follower -> follower.bell.release());
    }

    private final class Follower implements ChangeLog.Following {
        private final Consumer<GatewayState> listener;
        private final Semaphore bell = new Semaphore(0);
        private final Thread thread;

        Follower(String name, Consumer<GatewayState> listener) {
            this.listener = listener;
            this.thread = new Thread(this::run, name);
            thread.setDaemon(true);
        }

        private void run() {
            try {
                while (true) {
                    bell.acquire();
                    bell.drainPermits();
                    tell();
                }
            } catch (InterruptedException closed) {
                LOG.log(Level.DEBUG, thread.getName() + " ends");
            }
        }

        private void tell() {
            try {
                listener.accept(state.get());
            } catch (RuntimeException failure) {
                LOG.log(Level.ERROR, thread.getName() + " could not follow a commit", failure);
            }
        }

        @Override
        public void close() {
            followers.remove(this);
            thread.interrupt();
        }
    }
}
