package gesso.cluster.notes;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.widget.MicroAppBackend;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A text that several people write at once. Each change is an event; a page of somebody who edits
 * merges old ones, so that a long history opens fast. Who wrote a letter is told by the journal
 * alone; taking letters back is new changes, made by the editor.
 */
public final class NotesBackend implements MicroAppBackend<NotesState, NotesEvent> {
    /** Characters of base64 of one change: with all around it below the frame limit of 64 KiB. */
    public static final int UPDATE_MAX = 48 * 1024;

    /** Characters of base64 of all changes of a note that are kept, about 390,000 letters. */
    public static final int NOTE_MAX = 512 * 1024;

    /** Pieces of one note; the page merges long before. */
    public static final int PIECES_MAX = 2_000;

    private static final long NUMBER_MAX = 1L << 53;

    @Override
    public String name() {
        return "notes";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public NotesState initial() {
        return NotesState.EMPTY;
    }

    @Override
    public Decision<NotesEvent> decide(
            NotesState state, String command, JsonNode data, Origin origin) {
        var f = Fields.of(data);
        return switch (command) {
            case "notes.update" -> update(state, f);
            case "notes.compact" -> compact(state, f);
            default -> refuse(Refusal.UNKNOWN_COMMAND, "there is no command " + command);
        };
    }

    @Override
    public NotesState evolve(NotesState state, Origin origin, NotesEvent event) {
        return state.evolve(event);
    }

    /** Only Yjs could, and only in the editor, where letters of others stand between. */
    @Override
    public Decision<NotesEvent> compensate(NotesState state, NotesEvent event, Origin origin) {
        return nothing();
    }

    @Override
    public Set<String> lasting() {
        return Set.of("notes.updated", "notes.compacted");
    }

    @Override
    public String property(NotesEvent event) {
        return "text";
    }

    @Override
    public @Nullable JsonNode answer(List<NotesEvent> events) {
        return events.getLast() instanceof NotesEvent.Updated(var n, _)
                ? Json.object().put("n", n)
                : null;
    }

    @Override
    public boolean opens(String command, Role role) {
        return role.mayEdit();
    }

    @Override
    public Set<String> keys() {
        return Set.of("doc");
    }

    @Override
    public String type(NotesEvent event) {
        return switch (event) {
            case NotesEvent.Updated _ -> "notes.updated";
            case NotesEvent.Compacted _ -> "notes.compacted";
        };
    }

    @Override
    public JsonNode encode(NotesEvent event) {
        return Json.tree(event);
    }

    @Override
    public NotesEvent decode(String type, JsonNode data) {
        return switch (type) {
            case "notes.updated" -> Json.value(data, NotesEvent.Updated.class);
            case "notes.compacted" -> Json.value(data, NotesEvent.Compacted.class);
            default -> throw new IllegalArgumentException("unknown event " + type);
        };
    }

    @Override
    public JsonNode view(NotesState state) {
        return Json.tree(state);
    }

    @Override
    public NotesState restore(JsonNode view) {
        return Json.value(view, NotesState.class);
    }

    private static Decision<NotesEvent> update(NotesState state, Fields f) {
        return when(
                f.done(change(f)),
                update -> {
                    if (state.size() + update.length() > NOTE_MAX) {
                        return refuse(Refusal.TOO_LARGE, "this note is full");
                    }
                    if (state.doc().size() >= PIECES_MAX) {
                        return refuse(
                                Refusal.TOO_LARGE,
                                "a note holds " + PIECES_MAX + " changes until some are merged");
                    }
                    return accept(new NotesEvent.Updated(state.newest() + 1, update));
                });
    }

    /**
     * Two pages may merge at once, or one merge may come late: what does not name exactly what is
     * there changes nothing. Neither does one that makes the note larger.
     */
    private static Decision<NotesEvent> compact(NotesState state, Fields f) {
        var from = f.whole("from", 1, NUMBER_MAX);
        var upto = f.whole("upto", from, NUMBER_MAX);
        return when(
                f.done(change(f)),
                update -> {
                    var run = state.run(from, upto);
                    int before = run.stream().mapToInt(piece -> piece.update().length()).sum();
                    boolean merges = run.size() > 1 || update.length() < before;
                    return !run.isEmpty() && merges && update.length() <= before
                            ? accept(new NotesEvent.Compacted(from, upto, update))
                            : nothing();
                });
    }

    private static String change(Fields f) {
        var update = f.text("update", 1, UPDATE_MAX);
        if (f.isText("update") && update.length() > 0 && !YjsUpdate.isBase64Update(update)) {
            f.fault(f.at("update"), "must be a Yjs update in base64");
        }
        return update;
    }

    private static <T> Decision<NotesEvent> when(
            Decoded<T> read, Function<T, Decision<NotesEvent>> then) {
        return switch (read) {
            case Decoded.Ok<T>(var value) -> then.apply(value);
            case Decoded.Invalid<T>(var why, var detail, var errors) ->
                    new Decision.Refused<>(why, detail, errors);
        };
    }
}
