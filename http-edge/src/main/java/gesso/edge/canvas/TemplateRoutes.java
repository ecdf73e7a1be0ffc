package gesso.edge.canvas;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.parameterOptional;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathEnd;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.Foundation;
import gesso.edge.access.Caller;
import gesso.edge.canvas.TemplateShelf.Item;
import gesso.edge.canvas.TemplateShelf.Made;
import gesso.edge.http.Bodies;
import gesso.edge.http.Cursor;
import gesso.edge.http.Page;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.edge.live.Names;
import gesso.edge.live.Right;
import gesso.protocol.CommandCodec;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Sums;
import gesso.protocol.entity.ReadReply;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** /api/templates, and /api/canvas/{id}/templates where one is made. */
public final class TemplateRoutes {
    private static final Instant NEWEST = Instant.parse("9999-12-31T00:00:00Z");

    /** What somebody wants to keep of a canvas. */
    private record Wanted(String title, @Nullable String description, @Nullable Boolean data) {}

    private record Place(Instant at, String id) {
        static final Place FIRST = new Place(NEWEST, "");
    }

    private final Foundation edge;
    private final Doors doors;
    private final Operations operations;
    private final Names names;
    private final TemplateShelf shelf;
    private final BuiltinTemplates builtin = new BuiltinTemplates();

    TemplateRoutes(Foundation edge, Doors doors, Operations operations, Names names) {
        this.edge = edge;
        this.doors = doors;
        this.operations = operations;
        this.names = names;
        this.shelf = new TemplateShelf(edge.database());
    }

    public Route routes() {
        return pathPrefix(
                PathMatchers.segment("api").slash("templates"),
                () ->
                        concat(
                                pathEnd(() -> get(this::list)),
                                path(
                                        segment(),
                                        id ->
                                                concat(
                                                        get(() -> read(id)),
                                                        delete(() -> remove(id))))));
    }

    /** By somebody who may see it; empty where there is none for them. */
    CompletionStage<Optional<Template>> find(Caller caller, String id) {
        var known = builtin.find(id);
        return known.isPresent()
                ? CompletableFuture.completedFuture(known)
                : shelf.find(caller.user(), id);
    }

    /** Those that come with Gesso are on the first page. */
    private Route list() {
        return doors.signedIn(caller ->
                Page.of(
                        edge.limits(),
                        page ->
                                parameterOptional(
                                        "language",
                                        language -> list(caller, page, language.orElse("en")))));
    }

    private Route list(Caller caller, Page page, String language) {
        var after = page.after().map(TemplateRoutes::place).orElse(Optional.of(Place.FIRST));
        return after.map(place -> list(caller, page, language, place))
                .orElseGet(() -> Problem.invalid("after", "is not the `next` of a list").route());
    }

    private Route list(Caller caller, Page page, String language, Place after) {
        return onSuccess(
                shelf.list(caller.user(), after.at(), after.id(), page.limit() + 1)
                        .thenCompose(items -> named(caller, items)),
                items -> {
                    var listing =
                            page.listing(
                                    items,
                                    item ->
                                            Cursor.of(
                                                    Objects.requireNonNull(item.createdAt()),
                                                    item.id()));
                    var all = new ArrayList<Item>();
                    if (after.equals(Place.FIRST)) {
                        all.addAll(builtin.in(language));
                    }
                    all.addAll(listing.items());
                    return Replies.json(StatusCodes.OK, new Page.Listing<>(all, listing.next()));
                });
    }

    private CompletionStage<List<Item>> named(Caller caller, List<Item> items) {
        var others = new HashSet<String>();
        for (var item : items) {
            var by = item.by();
            if (by != null && !by.equals(caller.user())) {
                others.add(by);
            }
        }
        return names.of(others)
                .exceptionally(_ -> Map.of())
                .thenApply(known -> items.stream().map(item -> named(item, known)).toList());
    }

    private static Item named(Item item, Map<String, String> names) {
        var by = item.by();
        return by == null ? item : item.named(names.get(by));
    }

    private Route read(String id) {
        return doors.signedIn(caller ->
                onSuccess(
                        shelf.item(caller.user(), id),
                        found ->
                                found.map(item -> Replies.json(StatusCodes.OK, item))
                                        .orElseGet(() -> Problem.notFound().route())));
    }

    private Route remove(String id) {
        return doors.signedIn(caller ->
                onSuccess(
                        shelf.remove(caller.user(), id),
                        removed -> removed ? Replies.noContent() : Problem.notFound().route()));
    }

    /** POST /api/canvas/{id}/templates: whoever may read it may keep how it is. */
    Route make(String canvas) {
        return doors.writer(
                canvas,
                Right.READ,
                (caller, op) ->
                        edge.bodies()
                                .json(body ->
                                        Bodies.decoded(
                                                wanted(body),
                                                wanted -> make(caller, canvas, op, body, wanted))));
    }

    private static Decoded<Wanted> wanted(JsonNode body) {
        var f = Fields.of(body);
        return f.done(
                new Wanted(
                        f.title("title", CommandCodec.TITLE_MAX),
                        f.optional(
                                "description", name -> f.text(name, 0, Template.DESCRIPTION_MAX)),
                        f.optional("data", f::truth)));
    }

    private Route make(Caller caller, String canvas, String op, JsonNode body, Wanted wanted) {
        var id = CanvasRoutes.derived("template", caller.user(), op);
        return Replies.read(
                operations.at(caller, canvas, null),
                state -> {
                    boolean withData = Boolean.TRUE.equals(wanted.data());
                    var template = Template.of(state.data(), withData);
                    int bytes = Json.bytes(template).length;
                    if (template.widgets().size() > Template.WIDGETS_MAX
                            || bytes > Template.BYTES_MAX) {
                        return tooLarge().route();
                    }
                    var made =
                            new Made(
                                    id,
                                    caller.user(),
                                    canvas,
                                    wanted.title(),
                                    Objects.requireNonNullElse(wanted.description(), ""),
                                    withData,
                                    template,
                                    Sums.of(canvas, "#template", body));
                    return onSuccess(
                            shelf.keep(made),
                            kept ->
                                    switch (kept) {
                                        case KEPT -> made(caller, id, state);
                                        case FULL -> full().route();
                                        case REUSED ->
                                                Problem.of(Refusal.OPERATION_REUSED, "used before")
                                                        .route();
                                    });
                });
    }

    private Route made(Caller caller, String id, ReadReply.State state) {
        return onSuccess(
                shelf.item(caller.user(), id),
                found ->
                        found.map(
                                        item -> {
                                            com.fasterxml.jackson.databind.node.ObjectNode answer =
                                                    Json.tree(item).deepCopy();
                                            answer.put("revision", state.revision());
                                            answer.set("at", state.data().path("at"));
                                            return Replies.created("/api/templates/" + id, answer);
                                        })
                                .orElseGet(() -> Problem.notFound().route()));
    }

    private static Problem tooLarge() {
        return Problem.of(
                Refusal.TOO_LARGE,
                "A template holds %d widgets and %d MiB at most."
                        .formatted(Template.WIDGETS_MAX, Template.BYTES_MAX >> 20));
    }

    private static Problem full() {
        return Problem.of(
                Refusal.TOO_LARGE,
                "You have %d templates; remove one first.".formatted(Template.PER_PERSON));
    }

    private static Optional<Place> place(String cursor) {
        var parts = Cursor.read(cursor);
        if (parts.size() != 2 || !Ids.isEntity(parts.get(1))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Place(Instant.parse(parts.get(0)), parts.get(1)));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
