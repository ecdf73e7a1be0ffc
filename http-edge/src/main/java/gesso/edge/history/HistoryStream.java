package gesso.edge.history;

import gesso.edge.history.History.Part;
import gesso.edge.history.History.Wanted;
import gesso.edge.history.HistoryQuery.Place;
import gesso.protocol.entity.ReadReply;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * One reading of a canvas's history, as fast as its reader takes it. It never passes an instant
 * that is not closed, so that nothing can come later before a place where somebody reads on.
 */
final class HistoryStream {
    private final History history;
    private final HistoryLimits limits;
    private final String canvas;
    private final HistoryFormat format;
    private final HistoryQuery query;
    private final Supplier<CompletionStage<ReadReply>> present;

    /**
     * @param present closes the present for the reader; refused when that person may not read
     */
    HistoryStream(
            History history,
            HistoryLimits limits,
            String canvas,
            HistoryFormat format,
            HistoryQuery query,
            Supplier<CompletionStage<ReadReply>> present) {
        this.history = history;
        this.limits = limits;
        this.canvas = canvas;
        this.format = format;
        this.query = query;
        this.present = present;
    }

    /**
     * @param until everything before it is closed
     * @param written rows so far
     * @param quiet since when nothing was sent, on monotonic time
     * @param checked when the reader's right was seen last
     */
    private record State(
            Place place,
            long until,
            long written,
            Optional<Set<String>> widgets,
            boolean begun,
            boolean ended,
            long quiet,
            long checked) {

        /** An app may have come to widgets meanwhile, of which nothing that is read here tells. */
        State closedUntil(long instant, long now) {
            return new State(place, instant, written, Optional.empty(), begun, ended, quiet, now);
        }

        State end() {
            return new State(place, until, written, widgets, begun, true, quiet, checked);
        }

        State of(Set<String> found) {
            return new State(
                    place, until, written, Optional.of(found), begun, ended, quiet, checked);
        }

        State begin() {
            return new State(place, until, written, widgets, true, ended, quiet, checked);
        }

        State said(long now) {
            return new State(place, until, written, widgets, begun, ended, now, checked);
        }

        State after(Part part, long now) {
            return new State(
                    part.next(),
                    until,
                    written + part.rows(),
                    part.widgetsCame() ? Optional.empty() : widgets,
                    begun,
                    ended,
                    part.rows() > 0 ? now : quiet,
                    checked);
        }
    }

    private record Step(State state, ByteString bytes) {
        static CompletionStage<Step> quiet(State state) {
            return CompletableFuture.completedFuture(new Step(state, ByteString.emptyByteString()));
        }
    }

    /**
     * @param closed the instant up to which everything has happened
     */
    Source<ByteString, NotUsed> bytes(long closed) {
        long now = System.nanoTime();
        var first =
                new State(
                        query.after(), after(closed), 0, Optional.empty(), false, false, now, now);
        return Source.unfoldAsync(
                        first,
                        state ->
                                state.ended()
                                        ? CompletableFuture.completedFuture(
                                                Optional.<Pair<State, ByteString>>empty())
                                        : step(state)
                                                .thenApply(step ->
                                                        Optional.of(
                                                                Pair.create(
                                                                        step.state(),
                                                                        step.bytes()))))
                .filter(bytes -> !bytes.isEmpty());
    }

    private static long after(long closed) {
        return closed == Long.MAX_VALUE ? closed : closed + 1;
    }

    private CompletionStage<Step> step(State state) {
        if (!state.begun()) {
            var head = new Lines();
            format.begin(head);
            return CompletableFuture.completedFuture(new Step(state.begin(), head.take()));
        }
        if (!query.apps().isEmpty() && state.widgets().isEmpty()) {
            return history.widgets(canvas, query.apps())
                    .thenCompose(found -> Step.quiet(state.of(found)));
        }
        long left = query.limit() == 0 ? 0 : query.limit() - state.written();
        var wanted =
                new Wanted(
                        query,
                        state.widgets().orElse(Set.of()),
                        state.place(),
                        state.until(),
                        left);
        return history.part(canvas, format, wanted).thenCompose(part -> read(state, part));
    }

    private CompletionStage<Step> read(State before, Part part) {
        var state = before.after(part, System.nanoTime());
        boolean full = query.limit() > 0 && state.written() >= query.limit();
        boolean past = part.ended() && (!query.follow() || query.to() <= state.until());
        if (full || past) {
            return CompletableFuture.completedFuture(new Step(state.end(), part.bytes()));
        }
        if (!part.bytes().isEmpty() || !part.ended()) {
            return CompletableFuture.completedFuture(new Step(state, part.bytes()));
        }
        return later(() -> await(state));
    }

    /**
     * Everything that is closed was sent: looks for news, and whether the reader may still read.
     */
    private CompletionStage<Step> await(State state) {
        long now = System.nanoTime();
        if (now - state.checked() > limits.followCheck().toNanos()) {
            return close(state);
        }
        return history.hasNews(canvas, state.until() - 1)
                .thenCompose(
                        news -> news ? close(state) : Step.quiet(state).thenApply(this::alive));
    }

    private Step alive(Step step) {
        long now = System.nanoTime();
        return now - step.state().quiet() < limits.stillHere().toNanos()
                ? step
                : new Step(step.state().said(now), ByteString.fromString(format.stillHere()));
    }

    private CompletionStage<Step> close(State state) {
        return present.get()
                .thenApply(reply ->
                        switch (reply) {
                            case ReadReply.State closed ->
                                    alive(
                                            new Step(
                                                    state.closedUntil(
                                                            after(closed.at()), System.nanoTime()),
                                                    ByteString.emptyByteString()));
                            case ReadReply.Refused _ ->
                                    new Step(state.end(), ByteString.emptyByteString());
                            case ReadReply.Retry _ ->
                                    alive(new Step(state, ByteString.emptyByteString()));
                        });
    }

    private CompletionStage<Step> later(Supplier<CompletionStage<Step>> then) {
        Executor soon =
                CompletableFuture.delayedExecutor(
                        limits.followEvery().toNanos(), TimeUnit.NANOSECONDS);
        return CompletableFuture.supplyAsync(then, soon).thenCompose(stage -> stage);
    }
}
