package gesso.edge.ai;

import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.access.Caller;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.lists.FeedWait;
import gesso.protocol.Clients;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.entity.OperationReply;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * How much one person may have made: so many versions in an hour, and so many under way at once.
 * What failed by a fault of ours, or was cancelled before it cost anything, does not count.
 */
final class Quota {
    private static final Duration SPAN = Duration.ofHours(1);

    private static final int SOON_SECONDS = 5;
    private static final int UNSURE_MILLIS = 2_000;

    private sealed interface Asked {
        record Full(String detail, long seconds) implements Asked {}

        /** The lists lag, and with them what was used. */
        record Unsure() implements Asked {}

        record Answered(OperationReply reply) implements Asked {}
    }

    private final PersonTurns turns = new PersonTurns();
    private final Jobs jobs;
    private final AiLimits limits;
    private final FeedWait feed;

    Quota(Jobs jobs, AiLimits limits, FeedWait feed) {
        this.jobs = jobs;
        this.limits = limits;
        this.feed = feed;
    }

    /**
     * Asks for {@code command} if the person may have it. Requests of one person take turns: each
     * sees what the one before it took, as far as they come to this node. What is sent again gets
     * its first answer, however much was used since.
     */
    Route within(
            Caller caller,
            String generation,
            String op,
            Supplier<CompletionStage<OperationReply>> command,
            Function<OperationReply.Accepted, Route> done) {
        return onSuccess(
                turns.take(caller.user(), () -> asked(caller, generation, op, command)),
                asked ->
                        switch (asked) {
                            case Asked.Unsure() -> Replies.retry(UNSURE_MILLIS).route();
                            case Asked.Full(var detail, var seconds) ->
                                    Problem.of(Refusal.RATE_LIMITED, detail)
                                            .retryAfter(seconds)
                                            .route();
                            case Asked.Answered(var reply) ->
                                    Replies.operation(
                                            CompletableFuture.completedFuture(reply), done);
                        });
    }

    private CompletionStage<Asked> asked(
            Caller caller,
            String generation,
            String op,
            Supplier<CompletionStage<OperationReply>> command) {
        return feed.caughtUp()
                .thenCompose(current ->
                        current
                                ? asked(caller, generation, op, command, jobs.use(caller.user()))
                                : CompletableFuture.completedFuture(new Asked.Unsure()));
    }

    private CompletionStage<Asked> asked(
            Caller caller,
            String generation,
            String op,
            Supplier<CompletionStage<OperationReply>> command,
            CompletionStage<Jobs.Use> used) {
        return used.thenCompose(use -> {
            var full = full(use);
            return full.isEmpty()
                    ? answered(command)
                    : jobs.isKnown(generation, Clients.http(caller.user()), op)
                            .thenCompose(known ->
                                    known
                                            ? answered(command)
                                            : CompletableFuture.completedFuture(full.get()));
        });
    }

    private static CompletionStage<Asked> answered(
            Supplier<CompletionStage<OperationReply>> command) {
        return command.get().thenApply(Asked.Answered::new);
    }

    private Optional<Asked> full(Jobs.Use use) {
        if (use.used() >= limits.perHour()) {
            return Optional.of(
                    new Asked.Full(
                            "You have had "
                                    + use.used()
                                    + " apps made in the last hour, which is what one person"
                                    + " may have. Nothing is lost: try again later.",
                            seconds(use)));
        }
        return use.waiting() < limits.waiting()
                ? Optional.empty()
                : Optional.of(
                        new Asked.Full(
                                use.waiting()
                                        + " apps of yours are still being made. Wait for one,"
                                        + " or cancel one.",
                                SOON_SECONDS));
    }

    CompletionStage<JsonNode> shown(Caller caller) {
        return feed.caughtUp()
                .thenCompose(_ -> jobs.use(caller.user()))
                .thenApply(use -> {
                    var shown =
                            Json.object()
                                    .put("used", use.used())
                                    .put("max", limits.perHour())
                                    .put("waiting", use.waiting())
                                    .put("waitingMax", limits.waiting())
                                    .put("tokens", use.tokens())
                                    .put("cost", 0);
                    use.oldest().ifPresent(at -> shown.put("resetsAt", at.plus(SPAN).toString()));
                    return shown;
                });
    }

    private static long seconds(Jobs.Use use) {
        return use.oldest()
                .map(at -> Math.max(1, Duration.between(Instant.now(), at.plus(SPAN)).toSeconds()))
                .orElse(60L);
    }
}
