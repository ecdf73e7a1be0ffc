package gesso.edge.ai;

import gesso.protocol.Json;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.generation.Generation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.sse.ServerSentEvent;
import org.apache.pekko.stream.javadsl.Source;

/**
 * The progress of a generation as server-sent events: the whole view at each change, until nothing
 * more will happen by itself. Looks at short intervals, one look at a time. Thread-safe.
 */
final class JobEvents {
    private static final String NAME = "job";

    /** One look: what is to be told, and whether it was the last. */
    private record Look(String data, boolean last) {
        private static final Look NOTHING = new Look("", false);
    }

    private final GenerationDesk desk;
    private final AiLimits limits;
    private final AtomicInteger listening = new AtomicInteger();

    JobEvents(GenerationDesk desk, AiLimits limits) {
        this.desk = desk;
        this.limits = limits;
    }

    /** Empty when too many listen on this node. */
    Optional<Source<ServerSentEvent, NotUsed>> of(String id) {
        if (listening.get() >= limits.listeners()) {
            return Optional.empty();
        }
        return Optional.of(
                Source.tick(Duration.ZERO, limits.lookEvery(), NotUsed.getInstance())
                        .mapAsync(1, _ -> look(id))
                        .filter(look -> look != Look.NOTHING)
                        .statefulMap(
                                () -> "",
                                (before, look) ->
                                        org.apache.pekko.japi.Pair.create(
                                                look.data(),
                                                look.data().equals(before) ? Look.NOTHING : look),
                                _ -> Optional.empty())
                        .filter(look -> look != Look.NOTHING)
                        .takeWhile(look -> !look.last(), true)
                        .map(look -> ServerSentEvent.create(look.data(), NAME))
                        .keepAlive(limits.stillHere(), ServerSentEvent::heartbeat)
                        // One that is never begun, as for who accepts no events, listens to
                        // nothing.
                        .watchTermination((_, done) -> {
                            listening.incrementAndGet();
                            done.whenComplete((_, _) -> listening.decrementAndGet());
                            return NotUsed.getInstance();
                        }));
    }

    private CompletionStage<Look> look(String id) {
        return desk.read(id)
                .thenCompose(reply ->
                        reply instanceof ReadReply.State state
                                ? told(id, Json.value(state.data(), Generation.class))
                                : CompletableFuture.completedStage(Look.NOTHING))
                .exceptionally(_ -> Look.NOTHING);
    }

    private CompletionStage<Look> told(String id, Generation generation) {
        return desk.place(id, generation)
                .thenApply(place ->
                        new Look(
                                Json.text(JobView.of(id, generation, place)),
                                JobView.isOver(generation)));
    }
}
