package gesso.deploy;

import gesso.deploy.Supervisor.Child;
import gesso.deploy.Supervisor.NodeChild;
import gesso.deploy.db.Database;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code gesso cluster N}: a whole cluster on this machine, each node a process of its own over one
 * embedded PostgreSQL. A node that dies is started anew while the others go on.
 */
@Command(
        name = "cluster",
        mixinStandardHelpOptions = true,
        description =
                "Starts N nodes on this machine over one PostgreSQL of their own, node i on the ports"
                        + " PORT + 10 (i - 1). A node that dies is started anew. Ctrl-C stops all;"
                        + " data stays.")
final class ClusterCommand implements Callable<Integer> {
    private static final int NODES_MAX = 9;

    /** From the ports of one node to those of the next. */
    private static final int STEP = 10;

    /** 128 + SIGTERM: a node that somebody stopped alone is started anew, a drained one is not. */
    private static final int TERMINATED = 143;

    private final Lifetime lifetime;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "N", description = "how many nodes, 1 to 9")
    private int nodes;

    @Mixin private final ServeOptions serve = new ServeOptions();
    @Mixin private final KafkaOption kafka = new KafkaOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keeps everything here; default ~/.local/share/gesso")
    private @Nullable Path data;

    ClusterCommand(Lifetime lifetime) {
        this.lifetime = lifetime;
    }

    /** Where one node listens. */
    private record Place(int number, int port, int opsPort, int remotePort) {}

    @Override
    public Integer call() throws Exception {
        serve.check();
        kafka.check();
        if (nodes < 1 || nodes > NODES_MAX) {
            throw new ParameterException(
                    spec.commandLine(), "N is " + nodes + ", it must be 1 to " + NODES_MAX);
        }
        var places = places();
        var database = OwnDatabase.start(lifetime, data);
        return supervise(places, database, kafka.servers(lifetime, data));
    }

    /** All ports are looked at before anything starts. */
    private List<Place> places() throws IOException {
        var places = new ArrayList<Place>();
        var taken = new HashSet<Integer>();
        for (var i = 0; i < nodes; i++) {
            var port = port("--port", serve.port, i, taken);
            var opsPort = port("--ops-port", serve.opsPort, i, taken);
            places.add(new Place(i + 1, port, opsPort, remotePort(i, taken)));
        }
        for (var place : places) {
            Ports.requireFree(serve.host, place.port(), "--port");
            Ports.requireFree(serve.host, place.opsPort(), "--ops-port");
        }
        return places;
    }

    private int port(String option, int first, int node, HashSet<Integer> taken)
            throws IOException {
        if (first == 0) {
            return anyFree(serve.host, taken);
        }
        var port = first + STEP * node;
        if (port > Ports.MAX || !taken.add(port)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s %d leaves no port for node %d: %d is %s"
                            .formatted(
                                    option,
                                    first,
                                    node + 1,
                                    port,
                                    port > Ports.MAX
                                            ? "too large"
                                            : "another port of this cluster"));
        }
        return port;
    }

    /** Nobody types these, so a taken one is no reason not to start. */
    private int remotePort(int node, HashSet<Integer> taken) throws IOException {
        var wanted = serve.remotePort == 0 ? 0 : serve.remotePort + STEP * node;
        if (wanted > 0
                && wanted <= Ports.MAX
                && Ports.freeOr(serve.remoteHost, wanted) == wanted
                && taken.add(wanted)) {
            return wanted;
        }
        return anyFree(serve.remoteHost, taken);
    }

    private static int anyFree(String host, HashSet<Integer> taken) throws IOException {
        while (true) {
            var port = Ports.freeOr(host, 0);
            if (taken.add(port)) {
                return port;
            }
        }
    }

    /** Returns when every node has ended for good, or one cannot start at all. */
    private int supervise(List<Place> places, Database database, String servers)
            throws InterruptedException, ExecutionException {
        var supervisors =
                places.stream()
                        .map(place ->
                                new Supervisor(lifetime, child(place, places, database, servers)))
                        .toList();
        lifetime.started(
                "nodes",
                () -> {
                    supervisors.forEach(Supervisor::askToStop);
                    for (var supervisor : supervisors) {
                        supervisor.stop();
                    }
                });
        var ends =
                new ExecutorCompletionService<Integer>(
                        Executors.newThreadPerTaskExecutor(
                                Thread.ofPlatform().daemon().name("node-", 1).factory()));
        supervisors.forEach(supervisor -> ends.submit(supervisor::run));
        for (var _ : supervisors) {
            var status = ends.take().get();
            if (status != 0) {
                return status;
            }
        }
        return 0;
    }

    private Child child(Place place, List<Place> places, Database database, String servers) {
        var seeds =
                places.stream()
                        .map(each -> new HostPort(serve.remoteHost, each.remotePort()).toString())
                        .collect(Collectors.joining(","));
        var arguments =
                List.of(
                        "node",
                        "--roles=" + String.join(",", NodeRoles.ALL.names()),
                        "--seeds=" + seeds,
                        "--host=" + serve.host,
                        "--port=" + place.port(),
                        "--ops-port=" + place.opsPort(),
                        "--remote-host=" + serve.remoteHost,
                        "--remote-port=" + place.remotePort(),
                        "--failover=" + serve.failover);
        return new NodeChild(
                "Node " + place.number(),
                arguments,
                Map.of(
                        Gesso.variable("--db"),
                        database.address(),
                        Gesso.variable("--kafka"),
                        servers,
                        OperatorKey.VARIABLE,
                        OperatorKey.current()),
                Map.of(
                        Node.NUMBER_PROPERTY,
                        String.valueOf(place.number()),
                        NodeCommand.SIGNALLED_PROPERTY,
                        String.valueOf(TERMINATED)));
    }
}
