package gesso.edge.ai;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import gesso.edge.Foundation;
import gesso.edge.access.Caller;
import gesso.edge.http.Bodies;
import gesso.edge.http.Cursor;
import gesso.edge.http.Idempotency;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.lists.FeedWait;
import gesso.edge.live.ShardedEntities;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.Sums;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.PoolMessage.Analysed;
import gesso.protocol.ai.PoolMessage.Previewed;
import gesso.protocol.ai.QueueMessage;
import gesso.protocol.ai.SpecificationReader;
import gesso.protocol.entity.ReadReply;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.GenerationCommand;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/** {@code /api/ai}: from a sentence to an app, step by step or in one call. */
public final class AiRoutes {
    private static final int NO_WORKER_MILLIS = 5_000;
    private static final QueueMessage.Place NO_PLACE = new QueueMessage.Place(0, 0, 0);

    private final Foundation edge;
    private final AiLimits limits;
    private final Pool pool;
    private final GenerationDesk desk;
    private final Jobs jobs;
    private final Quota quota;
    private final FeedWait feed;
    private final JobRoutes job;

    public AiRoutes(Foundation edge, ShardedEntities entities) {
        this.edge = edge;
        this.limits = AiLimits.of(edge.system().settings().config());
        this.pool = new Pool(edge.system(), limits.answer());
        this.desk = new GenerationDesk(edge.system(), entities, edge.settings().askTimeout());
        this.jobs = new Jobs(edge.database());
        var feed = new FeedWait(edge.database(), edge.limits().feedWait());
        this.quota = new Quota(jobs, limits, feed);
        this.feed = feed;
        this.job = new JobRoutes(edge, limits, desk, jobs, quota, feed);
    }

    public Route routes() {
        return concat(
                path(
                        PathMatchers.segment("api").slash("registry").slash("keys"),
                        () -> get(this::keys)),
                pathPrefix(
                        PathMatchers.segment("api").slash("ai"),
                        () ->
                                concat(
                                        path("analyze", () -> post(this::analyze)),
                                        path("preview", () -> post(this::preview)),
                                        path("generate", () -> post(this::generate)),
                                        path("quota", () -> get(this::used)),
                                        path("approvals", () -> get(this::approvals)),
                                        path("jobs", () -> get(this::list)),
                                        pathPrefix(
                                                PathMatchers.segment("jobs")
                                                        .slash(PathMatchers.segment()),
                                                job::of))));
    }

    private Route keys() {
        return onSuccess(jobs.keys(), found -> Replies.json(StatusCodes.OK, Map.of("keys", found)));
    }

    // Without anything being kept

    private Route analyze() {
        return edge.access()
                .signedIn(_ ->
                        edge.bodies()
                                .json(body -> {
                                    var fields = Fields.of(body);
                                    var prompt = fields.text("prompt", 0, limits.promptMax());
                                    return Bodies.decoded(fields.done(prompt), this::analysed);
                                }));
    }

    private Route analysed(String prompt) {
        return onSuccess(
                pool.analyse(prompt),
                answer ->
                        answer.map(AiRoutes::shown)
                                .orElseGet(() -> Replies.retry(NO_WORKER_MILLIS).route()));
    }

    private static Route shown(Analysed analysed) {
        return switch (analysed) {
            case Analysed.Understood(var specification) ->
                    Replies.json(StatusCodes.OK, Json.tree(specification));
            case Analysed.Declined(var reason) -> Problem.invalid("prompt", reason).route();
        };
    }

    private Route preview() {
        return edge.access()
                .signedIn(_ ->
                        edge.bodies()
                                .json(body ->
                                        Bodies.decoded(
                                                SpecificationReader.read(
                                                        body.path("specification")),
                                                this::previewed)));
    }

    private Route previewed(AppSpecification specification) {
        return onSuccess(
                pool.preview(specification),
                answer ->
                        answer.map(AiRoutes::shown)
                                .orElseGet(() -> Replies.retry(NO_WORKER_MILLIS).route()));
    }

    private static Route shown(Previewed previewed) {
        return switch (previewed) {
            case Previewed.Code(var code) ->
                    Replies.json(StatusCodes.OK, Json.object().put("code", code));
            case Previewed.Refused(var errors) ->
                    Problem.of(Refusal.INVALID, errors.getFirst().message(), errors).route();
        };
    }

    // What is kept

    private Route generate() {
        return edge.access()
                .signedIn(caller ->
                        Idempotency.operation(op ->
                                edge.bodies()
                                        .json(body ->
                                                Bodies.decoded(
                                                        request(body),
                                                        wanted -> generate(caller, op, wanted)))));
    }

    private static String id(Caller caller, String op) {
        return Sums.id("generation", caller.user(), op);
    }

    private Decoded<GenerationCommand.Request> request(JsonNode body) {
        var fields = Fields.of(body);
        var given = fields.given("specification").orElseGet(MissingNode::getInstance);
        var prompt =
                JobRoutes.isGiven(given)
                        ? fields.optional(
                                "prompt", name -> fields.text(name, 0, limits.promptMax()))
                        : fields.text("prompt", 1, limits.promptMax());
        var canvas = fields.optional("canvasId", fields::entity);
        var plain =
                fields.done(
                        new GenerationCommand.Request(prompt == null ? "" : prompt, canvas, null));
        if (!(plain instanceof Decoded.Ok<GenerationCommand.Request>(var wanted))
                || !JobRoutes.isGiven(given)) {
            return plain;
        }
        return switch (SpecificationReader.read(given)) {
            case Decoded.Ok<AppSpecification>(var specification) ->
                    new Decoded.Ok<>(
                            new GenerationCommand.Request(
                                    wanted.prompt(), wanted.canvas(), specification));
            case Decoded.Invalid<AppSpecification>(var why, var detail, var errors) ->
                    new Decoded.Invalid<>(why, detail, errors);
        };
    }

    private Route generate(Caller caller, String op, GenerationCommand.Request wanted) {
        var canvas = wanted.canvas();
        return canvas == null
                ? accepted(caller, op, wanted)
                : onSuccess(
                        desk.canvas(canvas, caller.user()),
                        reply ->
                                switch (reply) {
                                    case ReadReply.State(_, _, var data) ->
                                            Role.of(data.path("role").asText()).mayEdit()
                                                    ? accepted(caller, op, wanted)
                                                    : Problem.of(
                                                                    Refusal.FORBIDDEN,
                                                                    "You may look at this canvas,"
                                                                            + " but not add to it."
                                                                            + " Ask its owner.")
                                                            .route();
                                    case ReadReply.Refused _ ->
                                            Problem.of(
                                                            Refusal.NOT_FOUND,
                                                            "There is no such canvas, or it is not"
                                                                    + " shared with you.")
                                                    .route();
                                    case ReadReply.Retry(var after) -> Replies.retry(after).route();
                                });
    }

    /** The id follows from the operation: asked again, it is the same one. */
    private Route accepted(Caller caller, String op, GenerationCommand.Request wanted) {
        var id = id(caller, op);
        return quota.within(
                caller,
                id,
                op,
                () -> desk.execute(caller, op, id, "Request", wanted),
                _ -> Replies.json(StatusCodes.ACCEPTED, Json.object().put("job", id)));
    }

    private Route used() {
        return edge.access()
                .signedIn(caller ->
                        onSuccess(quota.shown(caller), used -> Replies.json(StatusCodes.OK, used)));
    }

    private Route list() {
        return edge.access()
                .signedIn(caller ->
                        Page.of(
                                edge.limits(),
                                page ->
                                        page.after()
                                                .map(AiRoutes::place)
                                                .orElse(Optional.of(Jobs.Place.FIRST))
                                                .map(after -> list(caller, page, after))
                                                .orElseGet(() ->
                                                        Problem.invalid(
                                                                        "after",
                                                                        "is not the `next` of a"
                                                                                + " list")
                                                                .route())));
    }

    private Route list(Caller caller, Page page, Jobs.Place after) {
        return onSuccess(
                feed.caughtUp().thenCompose(_ -> jobs.of(caller.user(), after, page.limit())),
                items ->
                        Replies.json(
                                StatusCodes.OK,
                                page.listing(
                                        items,
                                        item ->
                                                Cursor.of(
                                                        item.path("at").asText(),
                                                        item.path("job").asText()))));
    }

    private static Optional<Jobs.Place> place(String cursor) {
        var parts = Cursor.read(cursor);
        try {
            return parts.size() == 2 && Ids.isEntity(parts.get(1))
                    ? Optional.of(new Jobs.Place(Instant.parse(parts.get(0)), parts.get(1)))
                    : Optional.empty();
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    private Route approvals() {
        return edge.operators()
                .only(_ ->
                        onSuccess(
                                feed.caughtUp()
                                        .thenCompose(_ -> jobs.asked())
                                        .thenCompose(this::all),
                                items ->
                                        Replies.json(
                                                StatusCodes.OK, new Page.Listing<>(items, null))));
    }

    private CompletionStage<List<JsonNode>> all(List<String> ids) {
        CompletionStage<List<JsonNode>> all = CompletableFuture.completedStage(new ArrayList<>());
        for (var id : ids) {
            all =
                    all.thenCombine(
                            desk.read(id),
                            (items, reply) -> {
                                if (reply instanceof ReadReply.State state) {
                                    var g = Json.value(state.data(), Generation.class);
                                    items.add(JobView.of(id, g, NO_PLACE));
                                }
                                return items;
                            });
        }
        return all;
    }
}
