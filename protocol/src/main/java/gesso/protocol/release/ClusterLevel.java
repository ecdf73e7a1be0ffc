package gesso.protocol.release;

import gesso.protocol.entity.Command;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.ClusterEvent.CurrentClusterState;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.UniqueAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The least level of all members as this node knows them, one for each actor system; told by the
 * cluster, never polled. A member counts from its joining, before anything can be sent to it, until
 * it is removed. What the members have in common is {@link Release#LEVEL} where there is no
 * cluster. Thread-safe.
 */
public final class ClusterLevel implements Extension {
    private static final Logger log = LoggerFactory.getLogger(ClusterLevel.class);
    private static final Id ID = new Id();

    private static final class Id extends ExtensionId<ClusterLevel> {
        @Override
        public ClusterLevel createExtension(ActorSystem<?> system) {
            return new ClusterLevel(system);
        }
    }

    private final TreeMap<Integer, CompletableFuture<Done>> awaited = new TreeMap<>();
    private volatile int least = Release.LEVEL;

    private ClusterLevel(ActorSystem<?> system) {
        if (!system.settings().config().getString("pekko.actor.provider").contains("cluster")) {
            return;
        }
        var cluster = Cluster.get(Adapter.toClassic(system));
        var own = cluster.selfMember().uniqueAddress();
        var watcher = system.systemActorOf(watcher(own), "release-level", Props.empty());
        // The whole state first: told one by one, the old ones would be missing for a moment.
        cluster.subscribe(
                Adapter.toClassic(watcher),
                ClusterEvent.initialStateAsSnapshot(),
                MemberEvent.class);
        become(least(cluster.state().getMembers(), own));
    }

    public static ClusterLevel get(ActorSystem<?> system) {
        return system.registerExtension(ID);
    }

    /** What every member can read. */
    public int least() {
        return least;
    }

    /** Whether every member can read this command and what it makes. */
    public boolean allows(Command command) {
        int now = least;
        return now >= Release.LEVEL || Levels.of(command) <= now;
    }

    /** Completes as soon as every member has this level. */
    public CompletionStage<Done> reached(int level) {
        synchronized (awaited) {
            return least >= level
                    ? CompletableFuture.completedStage(Done.getInstance())
                    : awaited.computeIfAbsent(level, _ -> new CompletableFuture<>())
                            .minimalCompletionStage();
        }
    }

    /** What a node can read is in its code; only others are believed what they announce. */
    private static int level(Member member, UniqueAddress own) {
        return member.uniqueAddress().equals(own)
                ? Release.LEVEL
                : Math.min(Release.LEVEL, Release.level(member.appVersion().version()));
    }

    private static int least(Iterable<Member> members, UniqueAddress own) {
        int least = Release.LEVEL;
        for (var member : members) {
            least = Math.min(least, level(member, own));
        }
        return least;
    }

    private Behavior<Object> watcher(UniqueAddress own) {
        Map<UniqueAddress, Member> members = new HashMap<>();
        return Behaviors.receive(Object.class)
                .onMessage(
                        CurrentClusterState.class,
                        state -> {
                            state.getMembers()
                                    .forEach(one -> members.put(one.uniqueAddress(), one));
                            become(least(members.values(), own));
                            return Behaviors.same();
                        })
                .onMessage(
                        MemberEvent.class,
                        event -> {
                            var member = event.member();
                            members.put(member.uniqueAddress(), member);
                            if (event instanceof MemberRemoved) {
                                members.remove(member.uniqueAddress());
                            }
                            become(least(members.values(), own));
                            return Behaviors.same();
                        })
                .build();
    }

    private void become(int level) {
        if (level == least) {
            return;
        }
        log.info("Every member reads level {} now, this one {}", level, Release.LEVEL);
        synchronized (awaited) {
            least = level;
            var reached = awaited.headMap(level, true);
            reached.values().forEach(one -> one.complete(Done.getInstance()));
            reached.clear();
        }
    }
}
