package gesso.edge.ai;

import gesso.protocol.ai.PoolMessage;
import gesso.protocol.ai.PoolMessage.Analysed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/** The workers of the cluster, as this edge reaches them. Thread-safe. */
final class Pool {
    /** An analysis takes milliseconds; a worker that is silent for so long is gone, or drowned. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(5);

    private final ActorSystem<?> system;

    Pool(ActorSystem<?> system) {
        this.system = system;
    }

    /** Empty when no worker is there, or none answers. */
    CompletionStage<Optional<Analysed>> analyse(String prompt) {
        return workers().thenCompose(all -> all.isEmpty() ? none() : analyse(one(all), prompt));
    }

    private CompletionStage<Optional<Analysed>> analyse(
            ActorRef<PoolMessage> worker, String prompt) {
        return AskPattern.<PoolMessage, Analysed>ask(
                        worker,
                        replyTo -> new PoolMessage.Analyse(prompt, replyTo),
                        ANSWER_MAX,
                        system.scheduler())
                .thenApply(Optional::of)
                .exceptionally(_ -> Optional.empty());
    }

    private CompletionStage<List<ActorRef<PoolMessage>>> workers() {
        return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                        system.receptionist(),
                        replyTo -> Receptionist.find(PoolMessage.KEY, replyTo),
                        ANSWER_MAX,
                        system.scheduler())
                .thenApply(listing -> List.copyOf(listing.getServiceInstances(PoolMessage.KEY)));
    }

    private static ActorRef<PoolMessage> one(List<ActorRef<PoolMessage>> all) {
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }

    private static CompletionStage<Optional<Analysed>> none() {
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
