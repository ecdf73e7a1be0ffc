package gesso.deploy.cluster;

import gesso.deploy.cluster.Registry.Life;
import gesso.deploy.db.Database;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.pekko.actor.AddressFromURIString;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent.ClusterDomainEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberDowned;
import org.apache.pekko.cluster.ClusterEvent.ReachabilityEvent;
import org.apache.pekko.cluster.ClusterEvent.ReachableMember;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.cluster.typed.Subscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a node into the one cluster of its database and ends it when it is no member of that one
 * any more. It joins whoever beats there; only when nobody does, and it is among the seeds, it
 * founds. Two clusters over one database would be two owners of every canvas.
 */
public final class Membership implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Membership.class);
    private static final Set<MemberStatus> TAKING_PART =
            Set.of(MemberStatus.up(), MemberStatus.weaklyUp());

    /** How long it may take until somebody has let this node in, before it looks again. */
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /** How long a node that was let in may take to take part; unreachable others delay it. */
    private static final Duration JOIN_TRY = Duration.ofSeconds(20);

    /**
     * Silent nodes may only have been cut off from the database: they get this time to beat again.
     */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final ActorSystem<?> system;
    private final Cluster cluster;
    private final List<String> seeds;
    private final Collection<String> appNodes;
    private final Life own;
    private final Registry registry;
    private final Heartbeats heartbeats;

    /**
     * @param seeds HOST:PORT; without any this node may found
     * @param appNodes what a cluster that this node founds has, see {@link #join}
     */
    public Membership(
            ActorSystem<?> system,
            Database database,
            List<String> seeds,
            Collection<String> appNodes) {
        this.system = system;
        this.cluster = Cluster.get(system);
        this.seeds = seeds;
        this.appNodes = appNodes;
        this.own = life(cluster.selfMember());
        this.registry = new Registry(database, own);
        this.heartbeats = new Heartbeats(registry, this::struck);
    }

    private static Life life(Member member) {
        var address = member.address();
        return new Life(
                address.host().get() + ":" + address.port().get(),
                member.uniqueAddress().longUid());
    }

    /**
     * Returns when this node is a member, or the system has ended; the apps whose widgets have
     * nodes of their own in this cluster.
     */
    public List<String> join() throws InterruptedException {
        watch();
        var patient = true;
        var looked = false;
        while (!ended()) {
            try {
                if (!looked) {
                    registry.forgetEarlierLives();
                    looked = true;
                }
                var view = registry.look();
                switch (Entrance.of(view, own.address(), seeds, patient)) {
                    case Entrance.Join(var members) -> joinThem(members);
                    case Entrance.Found _ -> found(view.identity());
                    case Entrance.Wait _ -> {
                        log.info("Waiting for one of the seeds {}", seeds);
                        Thread.sleep(AGAIN);
                    }
                    case Entrance.Listen _ -> {
                        patient = false;
                        Thread.sleep(SILENCE);
                    }
                }
                if (isUp() && enter()) {
                    return registry.look().appNodes();
                }
            } catch (SQLException away) {
                log.warn("The database cannot be asked who is there: {}", away.getMessage());
                Thread.sleep(AGAIN);
            }
        }
        return List.of();
    }

    /** Members that were downed lose their row, so that they know when they are only paused. */
    private void watch() {
        Decisions.register();
        var watcher =
                Behaviors.<ClusterDomainEvent>receiveMessage(event -> {
                    switch (event) {
                        case MemberDowned downed -> downed(life(downed.member()));
                        case UnreachableMember _ -> Decisions.Split.SUSPECTED.count();
                        case ReachableMember _ -> Decisions.Split.HEALED.count();
                        default -> {}
                    }
                    return Behaviors.same();
                });
        var seen = system.systemActorOf(watcher, "downed", Props.empty());
        var subscriptions = cluster.subscriptions();
        subscriptions.tell(Subscribe.create(seen.narrow(), MemberDowned.class));
        subscriptions.tell(Subscribe.create(seen.narrow(), ReachabilityEvent.class));
    }

    private void downed(Life member) {
        boolean ownEnd = member.equals(own);
        (ownEnd ? Decisions.Split.ENDED : Decisions.Split.WENT_ON).count();
        if (!ownEnd) {
            heartbeats.downed(member);
        }
    }

    private void joinThem(List<String> members) throws InterruptedException {
        var addresses =
                members.stream()
                        .map(address ->
                                AddressFromURIString.parse(
                                        "pekko://" + system.name() + "@" + address))
                        .toList();
        cluster.manager().tell(new JoinSeedNodes(addresses));
        awaitUp();
    }

    private void found(String seen) throws SQLException, InterruptedException {
        var identity = UUID.randomUUID().toString();
        if (!registry.found(seen, identity, appNodes)) {
            return;
        }
        log.info("Founding a cluster. identity={} address={}", identity, own.address());
        heartbeats.start();
        cluster.manager().tell(Join.create(cluster.selfMember().address()));
        awaitUp();
    }

    private void awaitUp() throws InterruptedException {
        var began = System.nanoTime();
        while (!isUp() && !ended()) {
            var limit = status() == MemberStatus.removed() ? ANSWER : JOIN_TRY;
            if (System.nanoTime() - began > limit.toNanos()) {
                return;
            }
            Thread.sleep(20);
        }
    }

    /** Whom the members know must be whom the database knows. */
    private boolean enter() throws SQLException {
        var members =
                StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                        .map(Membership::life)
                        .toList();
        if (registry.enter(members)) {
            heartbeats.start();
            return true;
        }
        struck();
        return false;
    }

    /** Called when the cluster of the database goes on without this node. */
    private void struck() {
        if (ended()) {
            return;
        }
        log.error("The cluster of this database has gone on without this node, which ends");
        cluster.manager().tell(new Down(cluster.selfMember().address()));
        CoordinatedShutdown.get(system).run(CoordinatedShutdown.clusterDowningReason());
    }

    private boolean ended() {
        return system.getWhenTerminated().toCompletableFuture().isDone()
                || CoordinatedShutdown.get(system).getShutdownReason().isPresent();
    }

    private MemberStatus status() {
        return cluster.selfMember().status();
    }

    /** Whether this node takes part. */
    public boolean isUp() {
        return TAKING_PART.contains(status());
    }

    @Override
    public void close() {
        heartbeats.close();
    }
}
