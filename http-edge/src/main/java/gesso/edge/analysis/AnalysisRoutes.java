package gesso.edge.analysis;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.apache.pekko.http.javadsl.server.Directives.withRequestTimeout;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import gesso.edge.Foundation;
import gesso.edge.access.Caller;
import gesso.edge.http.Bodies;
import gesso.edge.http.Idempotency;
import gesso.edge.http.Problem;
import gesso.edge.http.Problems;
import gesso.edge.http.Replies;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Refusal;
import io.micrometer.core.instrument.Metrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * {@code /api/analysis}: questions in SQL about the canvases that the caller may read. {@code POST
 * run} answers with a table, or with all rows as NDJSON or CSV; {@code views} tells what there is;
 * {@code questions} are kept for their owner, beside the ready-made ones.
 */
public final class AnalysisRoutes {
    private static final int TITLE_MAX = 120;

    /** The answer is on its way before this, or it is refused. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private final Foundation edge;
    private final AnalysisLimits limits;
    private final Questions questions;
    private final Views views;
    private final Asking asking;

    private record Listing(List<Question> items) {}

    private record Described(List<Views.View> items) {}

    public AnalysisRoutes(Foundation edge) {
        this.edge = edge;
        this.limits = AnalysisLimits.of(edge.system().settings().config());
        this.questions = new Questions(edge.database(), limits.kept());
        this.views = new Views(edge.database());
        this.asking = new Asking(edge, limits, Metrics.globalRegistry);
    }

    public Route routes() {
        return pathPrefix(
                segment("api").slash("analysis"),
                () ->
                        concat(
                                path("run", () -> post(this::run)),
                                path("views", () -> get(this::described)),
                                pathPrefix(
                                        "questions",
                                        () ->
                                                concat(
                                                        pathEnd(() -> get(this::list)),
                                                        pathEnd(() -> post(this::keep)),
                                                        path(segment(), this::one)))));
    }

    private Route one(String id) {
        return concat(patch(() -> change(id)), delete(() -> remove(id)));
    }

    private Route run() {
        return withRequestTimeout(
                scala.concurrent.duration.Duration.fromNanos(
                        limits.statement().plus(SLACK).toNanos()),
                () ->
                        edge.access()
                                .signedIn(caller ->
                                        extractRequest(request ->
                                                request.getHeader("Accept")
                                                        .map(accept ->
                                                                Answer.accepted(accept.value()))
                                                        .orElse(Optional.of(Answer.TABLE))
                                                        .map(how -> asked(caller, how))
                                                        .orElseGet(() ->
                                                                Problems.notAcceptable()
                                                                        .route()))));
    }

    private Route asked(Caller caller, Answer how) {
        return edge.bodies()
                .json(body ->
                        Bodies.decoded(
                                Asked.of(body, limits.sqlCharacters()),
                                asked ->
                                        onSuccess(
                                                asking.ask(caller.user(), asked, how),
                                                became -> answer(became, how))));
    }

    private static Route answer(Asking.Became became, Answer how) {
        return switch (became) {
            case Asking.Became.Table(var json) ->
                    complete(
                            HttpResponse.create()
                                    .addHeader(Replies.UNSTORED)
                                    .withEntity(HttpEntities.create(how.contentType(), json)));
            case Asking.Became.Rows(_, var bytes) ->
                    complete(
                            HttpResponse.create()
                                    .addHeader(Replies.UNSTORED)
                                    .addHeader(
                                            RawHeader.create(
                                                    "Content-Disposition",
                                                    "attachment; filename=\"answer."
                                                            + (how == Answer.CSV ? "csv" : "ndjson")
                                                            + "\""))
                                    .withEntity(
                                            HttpEntities.createChunked(how.contentType(), bytes)));
            case Asking.Became.Refused(var why, var detail, var errors) ->
                    Problem.of(why, detail, errors).route();
            case Asking.Became.Busy() ->
                    Problem.of(
                                    Refusal.RATE_LIMITED,
                                    "Other questions are under way; ask again in a moment.")
                            .retryAfter(1)
                            .route();
        };
    }

    private Route described() {
        return edge.access()
                .signedIn(_ ->
                        onSuccess(
                                views.all(),
                                all -> Replies.json(StatusCodes.OK, new Described(all))));
    }

    private Route list() {
        return edge.access()
                .signedIn(caller ->
                        parameterOptional(
                                "language",
                                language ->
                                        onSuccess(
                                                questions.of(caller.user()),
                                                own -> {
                                                    var all =
                                                            new ArrayList<>(
                                                                    questions.builtin(
                                                                            language.orElse("en")));
                                                    all.addAll(own);
                                                    return Replies.json(
                                                            StatusCodes.OK, new Listing(all));
                                                })));
    }

    private Route keep() {
        return edge.access()
                .signedIn(caller ->
                        Idempotency.operation(op ->
                                edge.bodies()
                                        .read(
                                                fields -> question(derived(caller, op), fields),
                                                question -> keep(caller, question))));
    }

    private Route keep(Caller caller, Question question) {
        return onSuccess(
                questions.keep(caller.user(), question),
                kept ->
                        switch (kept) {
                            case KEPT ->
                                    Replies.created(
                                            "/api/analysis/questions/" + question.id(), question);
                            case FULL ->
                                    Problem.of(
                                                    Refusal.TOO_LARGE,
                                                    "You keep %d questions; remove one first."
                                                            .formatted(limits.kept()))
                                            .route();
                            case REUSED ->
                                    Problem.of(Refusal.OPERATION_REUSED, "used before").route();
                        });
    }

    private Route change(String id) {
        return edge.access()
                .signedIn(caller ->
                        edge.bodies()
                                .read(
                                        fields -> question(id, fields),
                                        question ->
                                                onSuccess(
                                                        questions.change(caller.user(), question),
                                                        found ->
                                                                found
                                                                        ? Replies.json(
                                                                                StatusCodes.OK,
                                                                                question)
                                                                        : Problem.notFound()
                                                                                .route())));
    }

    private Route remove(String id) {
        return edge.access()
                .signedIn(caller ->
                        onSuccess(
                                questions.remove(caller.user(), id),
                                removed ->
                                        removed
                                                ? Replies.noContent()
                                                : Problem.notFound().route()));
    }

    private Decoded<Question> question(String id, Fields f) {
        return f.done(
                new Question(
                        id,
                        "own",
                        f.title("title", TITLE_MAX),
                        null,
                        Asked.sql(f, limits.sqlCharacters())));
    }

    /** The same for the same operation of the same person. */
    private static String derived(Caller caller, String op) {
        return UUID.nameUUIDFromBytes(
                        ("question|" + caller.user() + "|" + op).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
