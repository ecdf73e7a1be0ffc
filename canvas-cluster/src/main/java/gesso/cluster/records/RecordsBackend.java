package gesso.cluster.records;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.widget.MicroAppBackend;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.ai.AppSpecification;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Records of any app that is described by a specification. By itself it decides nothing: that needs
 * the specification of the app's version.
 */
public final class RecordsBackend implements MicroAppBackend<RecordsState, RecordsEvent> {
    private final @Nullable Schema schema;

    /** Found by its service file. */
    public RecordsBackend() {
        this(null);
    }

    private RecordsBackend(@Nullable Schema schema) {
        this.schema = schema;
    }

    @Override
    public String name() {
        return "records";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public boolean isSpecified() {
        return true;
    }

    @Override
    public RecordsBackend of(@Nullable AppSpecification specification) {
        return new RecordsBackend(specification == null ? null : Schema.of(specification));
    }

    @Override
    public List<FieldError> check(AppSpecification specification) {
        return Formulas.problems(specification);
    }

    @Override
    public RecordsState initial() {
        return RecordsState.EMPTY;
    }

    @Override
    public Decision<RecordsEvent> decide(
            RecordsState state, String command, JsonNode data, Origin origin) {
        if (schema == null) {
            return Decision.refuse(
                    Refusal.UNKNOWN_COMMAND,
                    "this version of the app does not say here what its records are: they can be"
                            + " read, not changed");
        }
        if (schema.problems().isEmpty()) {
            return RecordsCommands.decide(schema, state, command, data, origin);
        }
        var first = schema.problems().getFirst();
        return Decision.refuse(
                Refusal.UNKNOWN_COMMAND,
                "the app cannot be decided by: " + first.field() + " " + first.message());
    }

    @Override
    public RecordsState evolve(RecordsState state, Origin origin, RecordsEvent event) {
        return state.evolve(event);
    }

    @Override
    public Decision<RecordsEvent> compensate(
            RecordsState state, RecordsEvent event, Origin origin) {
        return RecordsUndo.compensate(state, event);
    }

    @Override
    public String property(RecordsEvent event) {
        var record = event.id() + " in " + event.collection();
        return switch (event) {
            case RecordsEvent.Added _, RecordsEvent.Removed _, RecordsEvent.Restored _ ->
                    "presence of " + record;
            case RecordsEvent.Edited e -> {
                var names = new TreeSet<String>();
                e.values().fieldNames().forEachRemaining(names::add);
                yield String.join(" ", names) + " of " + record;
            }
            case RecordsEvent.Stepped e -> e.field() + " of " + record;
            case RecordsEvent.Moved _ -> "place of " + record;
            case RecordsEvent.Voted e -> vote(e.user(), e);
            case RecordsEvent.Unvoted e -> vote(e.user(), e);
        };
    }

    private static String vote(String user, RecordsEvent event) {
        return "vote of " + user + " in " + event.collection();
    }

    @Override
    public @Nullable JsonNode answer(List<RecordsEvent> events) {
        return switch (events.getLast()) {
            case RecordsEvent.Added made -> Json.object().put("id", made.id());
            case RecordsEvent.Edited _,
                    RecordsEvent.Removed _,
                    RecordsEvent.Restored _,
                    RecordsEvent.Moved _,
                    RecordsEvent.Stepped _,
                    RecordsEvent.Voted _,
                    RecordsEvent.Unvoted _ ->
                    null;
        };
    }

    @Override
    public boolean opens(String command, Role role) {
        return role.mayEdit();
    }

    @Override
    public Set<String> keys() {
        return Set.of("collections");
    }

    @Override
    public String type(RecordsEvent event) {
        return switch (event) {
            case RecordsEvent.Added _ -> "records.added";
            case RecordsEvent.Edited _ -> "records.edited";
            case RecordsEvent.Removed _ -> "records.removed";
            case RecordsEvent.Restored _ -> "records.restored";
            case RecordsEvent.Moved _ -> "records.moved";
            case RecordsEvent.Stepped _ -> "records.stepped";
            case RecordsEvent.Voted _ -> "records.voted";
            case RecordsEvent.Unvoted _ -> "records.unvoted";
        };
    }

    @Override
    public JsonNode encode(RecordsEvent event) {
        return Json.tree(event);
    }

    @Override
    public RecordsEvent decode(String type, JsonNode data) {
        return switch (type) {
            case "records.added" -> Json.value(data, RecordsEvent.Added.class);
            case "records.edited" -> Json.value(data, RecordsEvent.Edited.class);
            case "records.removed" -> Json.value(data, RecordsEvent.Removed.class);
            case "records.restored" -> Json.value(data, RecordsEvent.Restored.class);
            case "records.moved" -> Json.value(data, RecordsEvent.Moved.class);
            case "records.stepped" -> Json.value(data, RecordsEvent.Stepped.class);
            case "records.voted" -> Json.value(data, RecordsEvent.Voted.class);
            case "records.unvoted" -> Json.value(data, RecordsEvent.Unvoted.class);
            default -> throw new IllegalArgumentException("unknown event " + type);
        };
    }

    @Override
    public JsonNode view(RecordsState state) {
        return state.view();
    }

    @Override
    public RecordsState restore(JsonNode view) {
        return RecordsState.restore(view);
    }
}
