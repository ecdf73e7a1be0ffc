package gesso.cluster.sample;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.HybridClock;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Sums;
import java.time.Instant;
import java.util.function.Function;

/** What each command does to the entries: one event, or none when nothing changes. */
final class SampleCommands {
    /** UTF-16 units before trimming. */
    private static final int RAW_MAX = 2 * SampleBackend.TEXT_MAX;

    private final SampleState state;
    private final Fields f;
    private final Origin origin;

    private SampleCommands(SampleState state, Fields f, Origin origin) {
        this.state = state;
        this.f = f;
        this.origin = origin;
    }

    static Decision<SampleEvent> decide(
            SampleState state, String command, JsonNode data, Origin origin) {
        var one = new SampleCommands(state, Fields.of(data), origin);
        return switch (command) {
            case "sample.add" -> one.add();
            case "sample.edit" -> one.edit();
            case "sample.remove" -> one.remove();
            default -> refuse(Refusal.UNKNOWN_COMMAND, "there is no command " + command);
        };
    }

    /** Who wrote it and when are the server's to say: what a client sends of that is ignored. */
    private Decision<SampleEvent> add() {
        f.has("userId");
        f.has("createdAt");
        var text = text();
        var given = f.optional("id", f::widget);
        return when(
                f.done(text),
                _ -> {
                    var id = given == null ? Sums.id("entry", origin.client(), origin.op()) : given;
                    if (state.index(id) >= 0) {
                        return refuse(Refusal.CONFLICT, "the id " + id + " is in use");
                    }
                    if (state.entries().size() >= SampleBackend.ENTRIES_MAX) {
                        return refuse(
                                Refusal.TOO_LARGE,
                                "a widget holds " + SampleBackend.ENTRIES_MAX + " entries");
                    }
                    var time = Instant.ofEpochMilli(HybridClock.millis(origin.at())).toString();
                    return accept(new SampleEvent.Added(id, text, origin.user(), time));
                });
    }

    private Decision<SampleEvent> edit() {
        var text = text();
        return ofEntry(now ->
                now.text().equals(text)
                        ? nothing()
                        : accept(new SampleEvent.Edited(now.id(), text, now.text())));
    }

    private Decision<SampleEvent> remove() {
        return ofEntry(
                now -> accept(new SampleEvent.Removed(now.id(), now, state.index(now.id()))));
    }

    private Decision<SampleEvent> ofEntry(Function<SampleEntry, Decision<SampleEvent>> then) {
        return when(
                f.done(f.widget("id")),
                id -> {
                    var found = state.find(id);
                    if (found.isEmpty()) {
                        return refuse(Refusal.NOT_FOUND, "there is no such entry");
                    }
                    return then.apply(found.get());
                });
    }

    private static <T> Decision<SampleEvent> when(
            Decoded<T> read, Function<T, Decision<SampleEvent>> then) {
        return switch (read) {
            case Decoded.Ok<T>(var value) -> then.apply(value);
            case Decoded.Invalid<T>(var why, var detail, var errors) ->
                    new Decision.Refused<>(why, detail, errors);
        };
    }

    private String text() {
        var text = f.title("text", RAW_MAX).strip();
        if (text.length() > SampleBackend.TEXT_MAX) {
            f.fault(f.at("text"), "must have 1 to " + SampleBackend.TEXT_MAX + " characters");
        }
        return text;
    }
}
