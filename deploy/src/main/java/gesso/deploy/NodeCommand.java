package gesso.deploy;

import gesso.deploy.cluster.Members;
import gesso.deploy.db.Database;
import gesso.deploy.db.LentDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code gesso node}: one node of a cluster over a database of the operator's. */
@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description =
                "Starts one node of a cluster. A node that was downed or has crashed is started anew.")
final class NodeCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(NodeCommand.class);

    /** What a signal ends a child with that is to be started anew after one. */
    static final String SIGNALLED_PROPERTY = "gesso.signalled";

    private final Lifetime lifetime;
    private final List<String> arguments;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin private final ServeOptions serve = new ServeOptions();

    @Option(
            names = "--roles",
            required = true,
            converter = RolesOption.class,
            paramLabel = "ROLE,...",
            description = "of canvas, edge, ai, feed, app:NAME")
    @SuppressWarnings("NullAway.Init")
    private NodeRoles roles;

    @Option(
            names = "--seeds",
            required = true,
            converter = SeedsOption.class,
            paramLabel = "HOST:PORT,...",
            description = "nodes to join by their remote ports; the first one founds the cluster")
    @SuppressWarnings("NullAway.Init")
    private Seeds seeds;

    @Option(
            names = "--db",
            required = true,
            converter = DatabaseOption.class,
            paramLabel = "URL",
            description = "postgresql://USER:PASSWORD@HOST:PORT/NAME")
    @SuppressWarnings("NullAway.Init")
    private Database database;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT,...",
            description =
                    "every event goes to this Kafka, too; the same on all nodes with the role feed")
    private @Nullable String kafka;

    @Option(
            names = "--app-nodes",
            converter = AppsOption.class,
            paramLabel = "NAME,...",
            description =
                    "apps whose widgets live on nodes with the role app:NAME alone; the node that"
                            + " founds the cluster decides for all; its own app:NAME count too")
    private Apps appNodes = new Apps(Set.of());

    @Option(
            names = "--unsupervised",
            description =
                    "no parent process that starts it anew: for places that do this themselves")
    private boolean unsupervised;

    /** {@code arguments} are those of the process, for a child that is to do the same. */
    NodeCommand(Lifetime lifetime, List<String> arguments) {
        this.lifetime = lifetime;
        this.arguments = arguments;
    }

    @Override
    public Integer call() throws Exception {
        serve.check();
        var servers = KafkaOption.parsed(spec, kafka == null ? "" : kafka);
        if (!unsupervised && !Supervisor.isChild()) {
            var supervisor = new Supervisor(lifetime, Supervisor.NodeChild.same(arguments));
            lifetime.started("node process", supervisor::stop);
            return supervisor.run();
        }
        lifetime.signalledStatus(Integer.getInteger(SIGNALLED_PROPERTY, 0));
        endWithParent();
        if (roles.edge()) {
            Ports.requireFree(serve.host, serve.port, "--port");
        }
        Ports.requireFree(serve.host, serve.opsPort, "--ops-port");
        Ports.requireFree(serve.remoteHost, serve.remotePort, "--remote-port");
        lifetime.started("database", this::leaveDatabase);
        var settings =
                new NodeSettings(
                        serve.failover,
                        roles,
                        union(roles.apps(), appNodes.names()),
                        seeds.addresses(),
                        database,
                        servers,
                        serve.host,
                        serve.port,
                        serve.opsPort,
                        serve.remoteHost,
                        serve.remotePort);
        return new Node(settings, lifetime).run();
    }

    private void leaveDatabase() throws IOException, InterruptedException {
        if (Members.beating(database).isEmpty()) {
            LentDatabase.giveBack(database);
        }
    }

    /**
     * Standard input is the parent's hand: when it lets go, this node leaves in order. A terminal
     * or /dev/null is none.
     */
    private void endWithParent() {
        if (!Supervisor.isChild()) {
            return;
        }
        Thread.ofPlatform()
                .daemon()
                .name("parent")
                .start(() -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException gone) {
                        log.debug("The parent vanished: {}", gone.toString());
                    }
                    lifetime.end(0);
                });
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** A list of its own type, so that one text becomes the whole of it. */
    record Seeds(List<HostPort> addresses) {}

    /** The same for apps. */
    record Apps(Set<String> names) {}

    private static final class AppsOption implements ITypeConverter<Apps> {
        @Override
        public Apps convert(String text) {
            try {
                return new Apps(
                        Stream.of(text.split(",", -1))
                                .map(name -> NodeRoles.parse("app:" + name.strip()).apps())
                                .flatMap(Set::stream)
                                .collect(Collectors.toUnmodifiableSet()));
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
    }

    private static final class SeedsOption implements ITypeConverter<Seeds> {
        @Override
        public Seeds convert(String text) {
            try {
                return new Seeds(HostPort.parseAll(text));
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
    }

    private static final class RolesOption implements ITypeConverter<NodeRoles> {
        @Override
        public NodeRoles convert(String text) {
            try {
                return NodeRoles.parse(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
    }

    static final class DatabaseOption implements ITypeConverter<Database> {
        @Override
        public Database convert(String text) {
            try {
                return Database.parse(text);
            } catch (CannotStart wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
    }
}
