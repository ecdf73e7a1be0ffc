package gesso.edge.ai;

import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.PoolMessage;
import gesso.protocol.ai.PoolMessage.Analysed;
import gesso.protocol.ai.PoolMessage.Previewed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/** The workers of the cluster, as this edge reaches them. Thread-safe. */
final class Pool {
    private final ActorSystem<?> system;
    private final Duration answer;

    /**
     * @param answer a worker that is silent for so long is gone, or drowned
     */
    Pool(ActorSystem<?> system, Duration answer) {
        this.system = system;
        this.answer = answer;
    }

    /** Empty when no worker is there, or none answers. */
    CompletionStage<Optional<Analysed>> analyse(String prompt) {
        return ask(replyTo -> new PoolMessage.Analyse(prompt, replyTo));
    }

    /** Empty when no worker is there, or none answers. */
    CompletionStage<Optional<Previewed>> preview(AppSpecification specification) {
        return ask(replyTo -> new PoolMessage.Preview(specification, replyTo));
    }

    private <T> CompletionStage<Optional<T>> ask(Function<ActorRef<T>, PoolMessage> question) {
        return workers()
                .thenCompose(all ->
                        all.isEmpty()
                                ? CompletableFuture.completedStage(Optional.empty())
                                : ask(one(all), question));
    }

    private <T> CompletionStage<Optional<T>> ask(
            ActorRef<PoolMessage> worker, Function<ActorRef<T>, PoolMessage> question) {
        return AskPattern.<PoolMessage, T>ask(worker, question::apply, answer, system.scheduler())
                .thenApply(Optional::of)
                .exceptionally(_ -> Optional.empty());
    }

    private CompletionStage<List<ActorRef<PoolMessage>>> workers() {
        return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
                        system.receptionist(),
                        replyTo -> Receptionist.find(PoolMessage.KEY, replyTo),
                        answer,
                        system.scheduler())
                .thenApply(listing -> List.copyOf(listing.getServiceInstances(PoolMessage.KEY)));
    }

    private static ActorRef<PoolMessage> one(List<ActorRef<PoolMessage>> all) {
        return all.get(ThreadLocalRandom.current().nextInt(all.size()));
    }
}
