package gesso.cluster.calendar;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.live.Decision;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.HybridClock;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Sums;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What one command makes of one calendar. */
final class CalendarRules {
    private final CalendarState state;
    private final JsonNode data;
    private final Fields f;
    private final Origin origin;

    CalendarRules(CalendarState state, JsonNode data, Origin origin) {
        this.state = state;
        this.data = data;
        this.f = Fields.of(data);
        this.origin = origin;
    }

    Decision<CalendarEvent> decide(String command) {
        return switch (command) {
            case "calendar.add" -> add();
            case "calendar.edit" -> edit();
            case "calendar.move" -> move();
            case "calendar.remove" -> remove();
            case "calendar.skip" -> occurrence((_, on) -> new Deviation(on, null));
            case "calendar.change" -> occurrence(this::changed);
            case "calendar.reset" -> occurrence((_, _) -> null);
            case "calendar.split" -> split();
            case "calendar.end" -> end();
            case "calendar.import" -> imported();
            default -> refuse(Refusal.UNKNOWN_COMMAND, "there is no command " + command);
        };
    }

    /** Who made it and when are the server's to say: what a client sends of that is ignored. */
    private Decision<CalendarEvent> add() {
        f.has("userId");
        f.has("createdAt");
        var given = f.optional("id", f::widget);
        var id = given == null ? Sums.id("calendar", origin.client(), origin.op()) : given;
        var made = new Reading(f, data).entry(maker(id));
        return when(
                f.done(made),
                item ->
                        state.index(id) >= 0
                                ? refuse(Refusal.CONFLICT, "the id " + id + " is in use")
                                : roomFor(List.of(item), new CalendarEvent.Created(item)));
    }

    private Decision<CalendarEvent> edit() {
        return known(now -> {
            var next = new Reading(f, data).edited(now);
            return when(
                    f.done(next),
                    item ->
                            changes(
                                    now,
                                    item,
                                    (set, was) -> new CalendarEvent.Edited(now.id(), set, was)));
        });
    }

    private Decision<CalendarEvent> move() {
        if (!data.has("start") && !data.has("end")) {
            f.fault(f.at("start"), "or end is needed");
        }
        return known(now -> {
            var next = new Reading(f, data).moved(now);
            return when(
                    f.done(next),
                    item ->
                            changes(
                                    now,
                                    item,
                                    (set, was) -> new CalendarEvent.Moved(now.id(), set, was)));
        });
    }

    private Decision<CalendarEvent> remove() {
        return known(now ->
                when(
                        f.done(now),
                        item ->
                                accept(
                                        new CalendarEvent.Removed(
                                                item.id(), item, state.index(item.id())))));
    }

    private Decision<CalendarEvent> occurrence(BiFunction<Entry, String, @Nullable Deviation> how) {
        return series((series, on) -> {
            var next = how.apply(series, on);
            return when(
                    f.done(on),
                    _ -> {
                        var was = series.exception(on).orElse(null);
                        if (Objects.equals(next, was)) {
                            return nothing();
                        }
                        if (was == null
                                && series.exceptions().size() >= CalendarLimits.EXCEPTIONS_MAX) {
                            return refuse(
                                    Refusal.TOO_LARGE,
                                    "a series has "
                                            + CalendarLimits.EXCEPTIONS_MAX
                                            + " exceptions");
                        }
                        return roomFor(
                                next == null ? 0 : next.weight(),
                                new CalendarEvent.Excepted(series.id(), on, next, was));
                    });
        });
    }

    private @Nullable Deviation changed(Entry series, String on) {
        var usual = Occurrence.of(series, series.span().on(LocalDate.parse(on)));
        var now = series.exception(on).map(Deviation::as).orElse(usual);
        var next = new Reading(f, data).occurrence(series, now == null ? usual : now);
        return next.equals(usual) ? null : new Deviation(on, next);
    }

    /** The series ends the day before; what was meant for later days goes on with the new one. */
    private Decision<CalendarEvent> split() {
        var given = f.optional("next", f::widget);
        var id = given == null ? Sums.id("calendar", origin.client(), origin.op()) : given;
        return rest((series, on) -> {
            var rule = Rule.of(String.valueOf(series.rule()));
            if (rule.isCounted() && !data.has("rule")) {
                f.fault(f.at("rule"), "is required: the series is counted");
            }
            var later =
                    series.with(
                            series.span().on(LocalDate.parse(on)),
                            series.rule(),
                            series.exceptions(one -> one.on().compareTo(on) >= 0));
            var made = new Reading(f, data).edited(later);
            return when(f.done(made), next -> split(series, on, made(next, id)));
        });
    }

    private Decision<CalendarEvent> split(Entry series, String on, Entry next) {
        var set = ended(series, on);
        if (state.index(next.id()) >= 0) {
            return refuse(Refusal.CONFLICT, "the id " + next.id() + " is in use");
        }
        return roomFor(
                List.of(next), new CalendarEvent.Split(series.id(), set, was(series, set), next));
    }

    private Decision<CalendarEvent> end() {
        return rest((series, on) ->
                when(
                        f.done(on),
                        _ -> {
                            var set = ended(series, on);
                            return accept(
                                    new CalendarEvent.Edited(series.id(), set, was(series, set)));
                        }));
    }

    private static ObjectNode ended(Entry series, String on) {
        var rule = Rule.of(String.valueOf(series.rule()));
        var set = Json.object().put("rule", rule.until(LocalDate.parse(on).minusDays(1)).text());
        var kept = series.exceptions(one -> one.on().compareTo(on) < 0);
        if (kept.size() < series.exceptions().size()) {
            set.set("exceptions", Json.tree(kept));
        }
        return set;
    }

    private Decision<CalendarEvent> imported() {
        var list = f.anything("items");
        if (!list.isArray() || list.isEmpty() || list.size() > CalendarLimits.IMPORT_MAX) {
            f.fault("items", "must be a list of 1 to " + CalendarLimits.IMPORT_MAX + " events");
        }
        var items = new ArrayList<Entry>();
        for (int i = 0; i < Math.min(list.size(), CalendarLimits.IMPORT_MAX); i++) {
            var one = Fields.of(list.path(i));
            var given = one.optional("id", one::widget);
            var id =
                    given == null
                            ? Sums.id("calendar", origin.client(), origin.op(), "" + i)
                            : given;
            var made = new Reading(one, list.path(i)).entry(maker(id));
            if (one.done(made) instanceof Decoded.Invalid<Entry>(_, _, var faults)) {
                int at = i;
                faults.forEach(
                        fault -> f.fault("items[" + at + "]." + fault.field(), fault.message()));
            } else if (state.index(id) < 0
                    && items.stream().noneMatch(known -> known.id().equals(id))) {
                items.add(made);
            }
        }
        return when(
                f.done(items),
                fresh ->
                        fresh.isEmpty()
                                ? nothing()
                                : roomFor(fresh, new CalendarEvent.Imported(List.copyOf(fresh))));
    }

    /** For a day of a series that is neither before its first nor after its last. */
    private Decision<CalendarEvent> series(
            BiFunction<Entry, String, Decision<CalendarEvent>> then) {
        var on = Reading.day(f);
        return known(now -> {
            if (now.rule() == null) {
                return invalid("id", "does not repeat");
            }
            if (LocalDate.parse(on).isBefore(now.span().day())) {
                f.fault("on", "must not be before the series begins");
            } else if (Rule.of(now.rule()).isOver(LocalDate.parse(on))) {
                f.fault("on", "must not be after the series ends");
            }
            return then.apply(now, on);
        });
    }

    /** For a day after the first: before it something of the series is left. */
    private Decision<CalendarEvent> rest(BiFunction<Entry, String, Decision<CalendarEvent>> then) {
        return series((series, on) -> {
            if (on.equals(series.span().day().toString())) {
                f.fault("on", "must be after the first day of the series");
            }
            return then.apply(series, on);
        });
    }

    private Decision<CalendarEvent> known(Function<Entry, Decision<CalendarEvent>> then) {
        var id = f.widget("id");
        var found = state.find(id);
        if (found.isPresent()) {
            return then.apply(found.get());
        }
        return data.path("id").isTextual() && Ids.isWidget(id)
                ? refuse(Refusal.NOT_FOUND, "there is no such event")
                : when(f.done(id), _ -> nothing());
    }

    /** None of their fields is known yet. */
    private Entry maker(String id) {
        var time = Instant.ofEpochMilli(HybridClock.millis(origin.at()));
        return new Entry(
                id,
                "",
                "",
                "",
                false,
                null,
                null,
                List.of(),
                null,
                null,
                null,
                null,
                origin.user(),
                time.toString());
    }

    private Entry made(Entry like, String id) {
        var maker = maker(id);
        return new Entry(
                id,
                like.title(),
                like.start(),
                like.end(),
                like.allDay(),
                like.zone(),
                like.rule(),
                like.exceptions(),
                like.location(),
                like.notes(),
                like.colour(),
                null,
                maker.userId(),
                maker.createdAt());
    }

    private Decision<CalendarEvent> changes(
            Entry now, Entry next, BiFunction<JsonNode, JsonNode, CalendarEvent> event) {
        var before = Json.tree(now);
        var after = Json.tree(next);
        var set = Json.object();
        for (var key : Entry.KEYS) {
            if (!Json.same(value(before, key), value(after, key))) {
                set.set(key, value(after, key));
            }
        }
        return set.isEmpty()
                ? nothing()
                : roomFor(next.weight() - now.weight(), event.apply(set, was(now, set)));
    }

    /** What the event says now of the fields in {@code set}; null is absent. */
    static JsonNode was(Entry now, JsonNode set) {
        var tree = Json.tree(now);
        var was = Json.object();
        set.fieldNames().forEachRemaining(key -> was.set(key, value(tree, key)));
        return was;
    }

    private static JsonNode value(JsonNode tree, String key) {
        return tree.hasNonNull(key) ? tree.path(key) : NullNode.getInstance();
    }

    private Decision<CalendarEvent> roomFor(List<Entry> more, CalendarEvent event) {
        if (state.events().size() + more.size() > CalendarLimits.EVENTS_MAX) {
            return refuse(
                    Refusal.TOO_LARGE, "a calendar holds " + CalendarLimits.EVENTS_MAX + " events");
        }
        return roomFor(more.stream().mapToInt(Entry::weight).sum(), event);
    }

    private Decision<CalendarEvent> roomFor(int more, CalendarEvent event) {
        return more > 0 && state.weight() + more > CalendarLimits.WEIGHT_MAX
                ? refuse(Refusal.TOO_LARGE, "the texts of this calendar would be too long together")
                : accept(event);
    }

    private static <T> Decision<CalendarEvent> when(
            Decoded<T> read, Function<T, Decision<CalendarEvent>> then) {
        return switch (read) {
            case Decoded.Ok<T>(var value) -> then.apply(value);
            case Decoded.Invalid<T>(var why, var detail, var errors) ->
                    new Decision.Refused<>(why, detail, errors);
        };
    }
}
