package gesso.deploy.cluster;

import gesso.deploy.db.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a node into the one cluster of its database. It joins whoever beats there; only when
 * nobody does, and it is among the seeds, it founds. Two clusters over one database would be two
 * owners of every canvas.
 */
public final class Membership implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Membership.class);

    /** How long a try to join may take before it is decided anew. */
    private static final Duration JOIN_TRY = Duration.ofSeconds(10);

    /**
     * Silent nodes may only have been cut off from the database: they get this time to beat again.
     */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private enum Step {
        JOINED,
        LISTEN,
        WAIT
    }

    private final ActorSystem<?> system;
    private final List<String> seeds;
    private final String own;
    private final Heartbeats heartbeats;

    /** {@code seeds} are HOST:PORT; without any this node may found. */
    public Membership(ActorSystem<?> system, Database database, List<String> seeds) {
        var address = Cluster.get(system).selfMember().address();
        this.system = system;
        this.seeds = seeds;
        this.own = address.host().get() + ":" + address.port().get();
        this.heartbeats = new Heartbeats(database, own);
    }

    /** Returns when this node is a member, or the system has ended. */
    public void join() throws InterruptedException, SQLException {
        var listened = false;
        while (!isUp() && !system.getWhenTerminated().toCompletableFuture().isDone()) {
            var patient = !listened;
            switch (heartbeats.underLock(
                    (others, connection) -> decide(others, connection, patient))) {
                case JOINED -> awaitUp();
                case LISTEN -> {
                    listened = true;
                    Thread.sleep(SILENCE);
                }
                case WAIT -> {
                    log.info("Waiting for one of the seeds {}", seeds);
                    Thread.sleep(Duration.ofSeconds(1));
                }
            }
        }
        heartbeats.start();
    }

    private Step decide(Heartbeats.Others others, java.sql.Connection connection, boolean patient)
            throws SQLException {
        var manager = Cluster.get(system).manager();
        if (!others.fresh().isEmpty()) {
            var addresses =
                    Stream.concat(others.fresh().stream(), seeds.stream())
                            .filter(address -> !address.equals(own))
                            .distinct()
                            .map(address ->
                                    AddressFromURIString.parse(
                                            "pekko://" + system.name() + "@" + address))
                            .toList();
            manager.tell(new JoinSeedNodes(addresses));
            return Step.JOINED;
        }
        if (!seeds.isEmpty() && !seeds.contains(own)) {
            return Step.WAIT;
        }
        if (!others.silent().isEmpty() && patient) {
            return Step.LISTEN;
        }
        heartbeats.forget(others.silent(), connection);
        heartbeats.beat(connection);
        manager.tell(Join.create(Cluster.get(system).selfMember().address()));
        log.debug("Founded a cluster at {}", own);
        return Step.JOINED;
    }

    private void awaitUp() throws InterruptedException {
        var deadline = System.nanoTime() + JOIN_TRY.toNanos();
        while (!isUp() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
    }

    /** Whether this node takes part. */
    public boolean isUp() {
        return Set.of(MemberStatus.up(), MemberStatus.weaklyUp())
                .contains(Cluster.get(system).selfMember().status());
    }

    @Override
    public void close() {
        heartbeats.close();
    }
}
