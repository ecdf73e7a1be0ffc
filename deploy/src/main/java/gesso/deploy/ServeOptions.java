package gesso.deploy;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Options of everything that serves people. Addresses are the loopback one unless asked otherwise.
 */
final class ServeOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "for people; default 8080")
    int port;

    @Option(
            names = "--ops-port",
            defaultValue = "8081",
            paramLabel = "PORT",
            description = "for operators; default 8081")
    int opsPort;

    @Option(
            names = "--remote-port",
            defaultValue = "7355",
            paramLabel = "PORT",
            description = "for other nodes; default 7355")
    int remotePort;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "listens for people and operators here; default 127.0.0.1")
    @SuppressWarnings("NullAway.Init")
    String host;

    @Option(
            names = "--remote-host",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "other nodes reach this one here; default 127.0.0.1")
    @SuppressWarnings("NullAway.Init")
    String remoteHost;

    @Option(
            names = "--failover",
            defaultValue = "quick",
            paramLabel = "PROFILE",
            description =
                    "${COMPLETION-CANDIDATES}: how fast silent nodes are given up; the same on all"
                            + " nodes of a cluster; default quick")
    @SuppressWarnings("NullAway.Init")
    Failover failover;

    /** The profiles of {@code gesso.failover} in application.conf. */
    enum Failover {
        quick,
        conservative
    }

    /** Refuses what no machine can do, as misuse of the command line. */
    void check() {
        checkPort("--port", port);
        checkPort("--ops-port", opsPort);
        checkPort("--remote-port", remotePort);
        if (port != 0 && (port == opsPort || port == remotePort)
                || opsPort != 0 && opsPort == remotePort) {
            throw new ParameterException(
                    spec.commandLine(), "--port, --ops-port and --remote-port must differ");
        }
    }

    private void checkPort(String option, int value) {
        if (value < 0 || value > Ports.MAX) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '" + option + "': " + value + " is not in 0..65535");
        }
    }
}
