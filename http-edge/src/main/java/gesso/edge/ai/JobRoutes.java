package gesso.edge.ai;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.completeOK;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import gesso.edge.Foundation;
import gesso.edge.access.Caller;
import gesso.edge.http.Bodies;
import gesso.edge.http.Idempotency;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.lists.FeedWait;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.SpecificationReader;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.GenerationCommand;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.marshalling.sse.EventStreamMarshalling;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/ai/jobs/{job}}: one generation, for its owner and for operators. To all others there
 * is none.
 */
final class JobRoutes {
    private static final int REASON_MAX = 500;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");

    private final Foundation edge;
    private final AiLimits limits;
    private final GenerationDesk desk;
    private final Jobs jobs;
    private final JobEvents events;
    private final Quota quota;
    private final FeedWait feed;

    JobRoutes(
            Foundation edge,
            AiLimits limits,
            GenerationDesk desk,
            Jobs jobs,
            Quota quota,
            FeedWait feed) {
        this.edge = edge;
        this.limits = limits;
        this.desk = desk;
        this.jobs = jobs;
        this.quota = quota;
        this.feed = feed;
        this.events = new JobEvents(desk, limits);
    }

    Route of(String job) {
        return Ids.isEntity(job)
                ? concat(
                        pathEnd(() -> get(() -> mine(job, (_, g) -> shown(job, g)))),
                        path("code", () -> get(() -> mine(job, (_, g) -> code(job, g)))),
                        path("pictures", () -> get(() -> mine(job, (_, g) -> pictures(job, g)))),
                        path("events", () -> get(() -> mine(job, (_, _) -> progress(job)))),
                        path("refine", () -> post(() -> refine(job))),
                        path("cancel", () -> post(() -> own(job, new GenerationCommand.Cancel()))),
                        path(
                                "ask-approval",
                                () -> post(() -> own(job, new GenerationCommand.AskApproval()))),
                        path("approve", () -> post(() -> approve(job))),
                        path("reject", () -> post(() -> reject(job))))
                : Problem.notFound().route();
    }

    /** For the owner and for operators. */
    private Route mine(String job, BiFunction<Caller, Generation, Route> next) {
        return edge.access()
                .signedIn(caller ->
                        Replies.read(
                                desk.read(job),
                                state -> {
                                    var g = Json.value(state.data(), Generation.class);
                                    return g.owner().equals(caller.user())
                                                    || edge.operators().includes(caller)
                                            ? next.apply(caller, g)
                                            : Problem.notFound().route();
                                }));
    }

    /** What only the owner may want. */
    private Route own(String job, GenerationCommand command) {
        return mine(
                job,
                (caller, g) ->
                        g.owner().equals(caller.user())
                                ? Idempotency.operation(op -> execute(caller, op, job, command))
                                : Problem.notFound().route());
    }

    private Route execute(Caller caller, String op, String job, GenerationCommand command) {
        return Replies.operation(
                desk.execute(caller, op, job, command.getClass().getSimpleName(), command),
                _ -> onSuccess(feed.caughtUp(), _ -> now(job)));
    }

    private Route now(String job) {
        return Replies.read(
                desk.read(job), state -> shown(job, Json.value(state.data(), Generation.class)));
    }

    private Route shown(String job, Generation g) {
        return onSuccess(
                desk.place(job, g),
                place -> Replies.json(StatusCodes.OK, JobView.of(job, g, place)));
    }

    private Route code(String job, Generation g) {
        return version(
                g,
                version -> {
                    var hash = version.hash();
                    return hash == null
                            ? Problem.notFound().route()
                            : onSuccess(
                                    feed.caughtUp().thenCompose(_ -> jobs.code(job, hash)),
                                    found ->
                                            found.map(JobRoutes::script)
                                                    .orElseGet(() -> Problem.notFound().route()));
                });
    }

    /** None where it was not tried out yet, or drew nothing. */
    private Route pictures(String job, Generation g) {
        return version(
                g,
                version ->
                        onSuccess(
                                feed.caughtUp()
                                        .thenCompose(_ -> jobs.pictures(job, version.number())),
                                found ->
                                        Replies.json(
                                                StatusCodes.OK,
                                                Json.object()
                                                        .set(
                                                                "items",
                                                                found.flatMap(Json::stored)
                                                                        .orElseGet(
                                                                                Json.MAPPER
                                                                                        ::createArrayNode)))));
    }

    /** The one that is asked for, else the newest. */
    private static Route version(Generation g, Function<Generation.Version, Route> next) {
        return parameterOptional(
                "version",
                wanted ->
                        g.version(
                                        wanted.flatMap(JobRoutes::number)
                                                .orElse(
                                                        wanted.isPresent()
                                                                ? 0
                                                                : g.newest().number()))
                                .map(next)
                                .orElseGet(() -> Problem.notFound().route()));
    }

    /** To look at: as plain text no browser runs it. */
    private static Route script(byte[] code) {
        return complete(
                HttpResponse.create()
                        .addHeader(Replies.UNSTORED)
                        .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, code)));
    }

    private Route progress(String job) {
        return events.of(job)
                .<Route>map(source -> completeOK(source, EventStreamMarshalling.toEventStream()))
                .orElseGet(() -> Replies.retry(2_000).route());
    }

    private Route refine(String job) {
        return mine(
                job,
                (caller, g) ->
                        g.owner().equals(caller.user())
                                ? Idempotency.operation(op ->
                                        edge.bodies()
                                                .json(body ->
                                                        Bodies.decoded(
                                                                refinement(body),
                                                                refine ->
                                                                        refined(
                                                                                caller, op, job,
                                                                                refine))))
                                : Problem.notFound().route());
    }

    private Route refined(Caller caller, String op, String job, GenerationCommand.Refine refine) {
        return quota.within(
                caller,
                job,
                op,
                () -> desk.execute(caller, op, job, "Refine", refine),
                _ -> Replies.json(StatusCodes.ACCEPTED, Json.object().put("job", job)));
    }

    private Decoded<GenerationCommand.Refine> refinement(JsonNode body) {
        var fields = Fields.of(body);
        var words = fields.optional("words", name -> fields.text(name, 0, limits.promptMax()));
        var given = fields.given("specification").orElseGet(MissingNode::getInstance);
        var decoded = fields.done(new GenerationCommand.Refine(words, null));
        return switch (decoded) {
            case Decoded.Invalid<GenerationCommand.Refine> bad -> bad;
            case Decoded.Ok<GenerationCommand.Refine> _ ->
                    isGiven(given) ? with(words, SpecificationReader.read(given)) : decoded;
        };
    }

    private static Decoded<GenerationCommand.Refine> with(
            @Nullable String words, Decoded<AppSpecification> read) {
        return switch (read) {
            case Decoded.Ok<AppSpecification>(var specification) ->
                    new Decoded.Ok<>(new GenerationCommand.Refine(words, specification));
            case Decoded.Invalid<AppSpecification>(var why, var detail, var errors) ->
                    new Decoded.Invalid<>(why, detail, errors);
        };
    }

    static boolean isGiven(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }

    private Route approve(String job) {
        return judge((caller, seen) ->
                Idempotency.operation(
                        op -> execute(caller, op, job, new GenerationCommand.Approve(seen))));
    }

    private Route reject(String job) {
        return judge((caller, seen) ->
                Idempotency.operation(op ->
                        edge.bodies()
                                .read(
                                        (Fields f) -> f.done(f.title("reason", REASON_MAX)),
                                        reason ->
                                                execute(
                                                        caller,
                                                        op,
                                                        job,
                                                        new GenerationCommand.Reject(
                                                                reason, seen)))));
    }

    /** What an operator makes of the version that was looked at, null for whichever asks. */
    private interface Judgement {
        Route by(Caller caller, @Nullable Integer seen);
    }

    private Route judge(Judgement judgement) {
        return edge.operators()
                .only(caller ->
                        parameterOptional(
                                "version",
                                version ->
                                        version.isEmpty()
                                                ? judgement.by(caller, null)
                                                : number(version.get())
                                                        .map(seen -> judgement.by(caller, seen))
                                                        .orElseGet(() ->
                                                                Problem.invalid(
                                                                                "version",
                                                                                "must be a number")
                                                                        .route())));
    }

    private static Optional<Integer> number(String text) {
        return NUMBER.matcher(text).matches()
                ? Optional.of(Integer.valueOf(text))
                : Optional.empty();
    }
}
