package gesso.deploy;

import gesso.deploy.db.Durability;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code gesso up}: every role in one process, over the embedded PostgreSQL, ready when people can
 * work.
 */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description =
                "Starts everything in one process, with its own PostgreSQL. Ctrl-C stops it; data stays.")
final class UpCommand implements Callable<Integer> {
    private final Lifetime lifetime;

    @Mixin private final ServeOptions serve = new ServeOptions();
    @Mixin private final KafkaOption kafka = new KafkaOption();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "keeps everything here; default ~/.local/share/gesso")
    private @Nullable Path data;

    UpCommand(Lifetime lifetime) {
        this.lifetime = lifetime;
    }

    @Override
    public Integer call() throws Exception {
        serve.check();
        kafka.check();
        Ports.requireFree(serve.host, serve.port, "--port");
        Ports.requireFree(serve.host, serve.opsPort, "--ops-port");
        var database = OwnDatabase.start(lifetime, data);
        var problems = Durability.problems(database);
        if (!problems.isEmpty()) {
            throw new CannotStart(String.join("\n  ", problems));
        }
        var servers = kafka.servers(lifetime, data);
        var settings =
                new NodeSettings(
                        serve.failover,
                        NodeRoles.ALL,
                        Set.of(),
                        List.of(),
                        database,
                        servers,
                        serve.host,
                        serve.port,
                        serve.opsPort,
                        serve.remoteHost,
                        Ports.freeOr(serve.remoteHost, serve.remotePort));
        return new Node(settings, lifetime).run();
    }
}
