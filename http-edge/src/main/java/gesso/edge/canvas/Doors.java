package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;

import gesso.edge.access.Access;
import gesso.edge.access.Caller;
import gesso.edge.http.Idempotency;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.http.Tags;
import gesso.edge.live.Live;
import gesso.edge.live.Right;
import gesso.edge.live.Verdict;
import gesso.protocol.Ids;
import gesso.protocol.Refusal;
import gesso.protocol.entity.ReadReply;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * The stages before a canvas's routes, in this order: who is it, may that person do such a thing
 * there, is the operation id one, is it still as the caller knows it. Only then is a body read.
 */
public final class Doors {
    private static final int RETRY_MILLIS = 1_000;

    private final Access access;
    private final Live live;
    private final Past past;

    public Doors(Access access, Live live, Past past) {
        this.access = access;
        this.live = live;
        this.past = past;
    }

    public Route signedIn(Function<Caller, Route> inner) {
        return access.signedIn(inner);
    }

    /** For a read. */
    public Route reader(String canvas, Function<Caller, Route> inner) {
        return reader(canvas, Right.READ, inner);
    }

    /** For a read of what only owners may know. */
    Route owner(String canvas, Function<Caller, Route> inner) {
        return reader(canvas, Right.OWN, inner);
    }

    private Route reader(String canvas, Right right, Function<Caller, Route> inner) {
        return signedIn(caller ->
                judged(
                        caller,
                        canvas,
                        right,
                        why -> refused(why).route(),
                        () -> inner.apply(caller)));
    }

    /** For a write; {@code inner} gets the caller and the operation id. */
    Route writer(String canvas, Right right, BiFunction<Caller, String, Route> inner) {
        return signedIn(caller -> writer(caller, canvas, right, op -> inner.apply(caller, op)));
    }

    /** The same for one who is signed in already. */
    public Route writer(Caller caller, String canvas, Right right, Function<String, Route> inner) {
        return Idempotency.operation(op ->
                judged(
                        caller,
                        canvas,
                        right,
                        why -> unlessDone(caller, canvas, op, refused(why), () -> inner.apply(op)),
                        () -> inner.apply(op)));
    }

    /** {@code If-Match} against the revision that {@code read} finds; a resend is past that. */
    public Route unchanged(
            Caller caller,
            String canvas,
            String op,
            Supplier<CompletionStage<ReadReply>> read,
            Supplier<Route> inner) {
        return extractRequest(request -> {
            if (!Tags.isConditional(request)) {
                return inner.get();
            }
            return Replies.read(
                    read.get(),
                    state -> {
                        var changed = Tags.demand(request, Long.toString(state.revision()));
                        return changed.map(
                                        problem -> unlessDone(caller, canvas, op, problem, inner))
                                .orElseGet(inner);
                    });
        });
    }

    private Route judged(
            Caller caller,
            String canvas,
            Right right,
            Function<Refusal, Route> refused,
            Supplier<Route> inner) {
        if (!Ids.isEntity(canvas)) {
            return Problem.notFound().route();
        }
        return onSuccess(
                live.authorise(canvas, caller.user(), right),
                verdict ->
                        switch (verdict) {
                            case Verdict.Allowed _ -> inner.get();
                            case Verdict.Refused(var why) -> refused.apply(why);
                            case Verdict.Unknown _ -> Replies.retry(RETRY_MILLIS).route();
                        });
    }

    private Route unlessDone(
            Caller caller, String canvas, String op, Problem problem, Supplier<Route> inner) {
        return onSuccess(
                past.has(caller, canvas, op), done -> done ? inner.get() : problem.route());
    }

    static Problem refused(Refusal why) {
        return why == Refusal.NOT_FOUND
                ? Problem.notFound()
                : Problem.of(why, detail(why).orElse(why.code()));
    }

    private static Optional<String> detail(Refusal why) {
        return why == Refusal.FORBIDDEN
                ? Optional.of("Your role on this canvas does not allow this.")
                : why == Refusal.GONE ? Optional.of("It has been deleted.") : Optional.empty();
    }
}
