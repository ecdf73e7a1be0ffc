package gesso.chaos;

import gesso.deploy.db.EmbeddedDatabase.Reach;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;

/** Everybody on the loopback address: nothing can be cut. */
record Loopback() implements Network {
    private static final String ADDRESS = "127.0.0.1";

    @Override
    public String address(int node) {
        return ADDRESS;
    }

    @Override
    public String database() {
        return ADDRESS;
    }

    @Override
    public Set<Reach> listens() {
        return Set.of();
    }

    @Override
    public int port(int wanted) {
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @Override
    public List<String> inside(int node) {
        return List.of();
    }

    @Override
    public void heal() {}
}
