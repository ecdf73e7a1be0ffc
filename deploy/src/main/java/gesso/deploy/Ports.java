package gesso.deploy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Ports are looked at before anything starts, so that a taken one is a sentence and not a
 * half-started node.
 */
final class Ports {
    static final int MAX = 65_535;

    private Ports() {}

    /**
     * Refuses a port that another program listens on; {@code option} is what chooses another. 0 is
     * any free one.
     */
    static void requireFree(String host, int port, String option) {
        if (port == 0) {
            return;
        }
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(host), port));
        } catch (IOException taken) {
            throw new CannotStart(
                    "Port "
                            + port
                            + " on "
                            + host
                            + " is taken by another program (or may not be used). Choose another"
                            + " with "
                            + option
                            + " PORT.",
                    taken);
        }
    }

    /** The wanted port when it is free, otherwise any free one. */
    static int freeOr(String host, int wanted) throws IOException {
        try (var probe = new ServerSocket(wanted, 1, InetAddress.getByName(host))) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            try (var probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
                return probe.getLocalPort();
            }
        }
    }
}
