package gesso.cluster.widget;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.cluster.live.Rules;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.entity.Command;
import gesso.protocol.entity.EventView;
import gesso.protocol.entity.WidgetStart;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.widget.WidgetCommand;
import gesso.protocol.widget.WidgetEvent;
import gesso.protocol.widget.WidgetView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a widget: config as a whole, shared state key by key where the last writer
 * wins, emitted events, and whatever its app's backend decides. Who may send what is told by {@link
 * #opens}; the members are not known here.
 */
public final class WidgetRules<S, E> implements Rules<Widget<S>, WidgetEvent> {
    private static final Set<String> RESERVED =
            Set.of("seeded", "configured", "state-patched", "emitted");

    private final MicroAppBackend<S, E> backend;

    public WidgetRules(MicroAppBackend<S, E> backend) {
        this.backend = backend;
    }

    public MicroAppBackend<S, E> backend() {
        return backend;
    }

    /** Whether a member of this role may send this command. */
    public boolean opens(WidgetCommand command, Role role) {
        return role.mayEdit()
                || (command instanceof WidgetCommand.App(var name, _) && backend.opens(name, role));
    }

    public WidgetView view(Widget<S> state, WidgetStart start) {
        var data = Json.object();
        data.setAll((ObjectNode) backend.view(state.own()));
        data.setAll(state.shared());
        return new WidgetView(
                new WidgetView.AppOf(start.app(), start.version()),
                state.started(start).config(),
                data);
    }

    @Override
    public Widget<S> initial() {
        return new Widget<>(
                null, null, Json.object(), SharedState.EMPTY_BYTES, backend.initial(), 0, 0);
    }

    @Override
    public Decision<WidgetEvent> decide(Widget<S> state, Command command, Origin origin) {
        if (command instanceof ByRole<?, ?> byRole) {
            return byRole(state, byRole, origin);
        }
        if (!(command instanceof WidgetCommand wanted)) {
            throw new IllegalArgumentException("no command of a widget: " + command.getClass());
        }
        return switch (wanted) {
            case WidgetCommand.Seed seed -> Seeding.decide(state, seed);
            case WidgetCommand.Configure(var config) -> configure(state, config);
            case WidgetCommand.SetState(var patch) -> patch(state, patch);
            case WidgetCommand.Emit(var type, var data) -> emit(type, data);
            case WidgetCommand.App app -> ofApp(backend, state, app, origin, Role.EDITOR);
            case WidgetCommand.Compensate(var events) ->
                    new WidgetUndo<>(this).compensate(state, events, origin);
        };
    }

    @Override
    public Widget<S> evolve(Widget<S> state, Recorded<WidgetEvent> recorded) {
        long revision = recorded.revision();
        long at = recorded.origin().at();
        return switch (recorded.event()) {
            case WidgetEvent.Seeded seeded -> Seeding.evolve(backend, state, seeded, revision, at);
            case WidgetEvent.Configured(var config, _) ->
                    new Widget<>(
                            state.start(),
                            config,
                            state.shared(),
                            state.sharedBytes(),
                            state.own(),
                            revision,
                            at);
            case WidgetEvent.StatePatched(var patch, _) -> {
                var shared = SharedState.patched(state.shared(), patch);
                yield new Widget<>(
                        state.start(),
                        state.configured(),
                        shared,
                        state.sharedBytes() + SharedState.growth(state.shared(), patch),
                        state.own(),
                        revision,
                        at);
            }
            case WidgetEvent.OfApp(var type, var data) ->
                    new Widget<>(
                            state.start(),
                            state.configured(),
                            state.shared(),
                            state.sharedBytes(),
                            backend.evolve(
                                    state.own(), recorded.origin(), backend.decode(type, data)),
                            revision,
                            at);
            case WidgetEvent.Emitted _ ->
                    new Widget<>(
                            state.start(),
                            state.configured(),
                            state.shared(),
                            state.sharedBytes(),
                            state.own(),
                            revision,
                            at);
        };
    }

    @Override
    public @Nullable JsonNode answer(Command command, List<WidgetEvent> events) {
        if (command instanceof WidgetCommand.Compensate(var step)) {
            return new WidgetUndo<>(this).answer(step, events);
        }
        var own =
                events.stream()
                        .filter(WidgetEvent.OfApp.class::isInstance)
                        .map(WidgetEvent.OfApp.class::cast)
                        .map(event -> backend.decode(event.type(), event.data()))
                        .toList();
        return own.isEmpty() ? null : backend.answer(own);
    }

    @Override
    public JsonNode data(WidgetEvent event) {
        return EventCodec.data(event);
    }

    @Override
    public WidgetEvent event(String manifest, JsonNode data) {
        return EventCodec.widget(manifest, data);
    }

    /** Back from what everybody sees; what has no other name was emitted by the app. */
    public WidgetEvent event(EventView view) {
        return switch (view.type()) {
            case "seeded" -> Json.value(view.data(), WidgetEvent.Seeded.class);
            case "configured" -> Json.value(view.data(), WidgetEvent.Configured.class);
            case "state-patched" -> Json.value(view.data(), WidgetEvent.StatePatched.class);
            default ->
                    isOwn(view.type())
                            ? new WidgetEvent.OfApp(view.type(), view.data())
                            : new WidgetEvent.Emitted(view.type(), view.data());
        };
    }

    @Override
    public String manifest(WidgetEvent event) {
        return EventCodec.manifest(event);
    }

    @Override
    public JsonNode snapshot(Widget<S> state) {
        var snapshot = Json.object().put("revision", state.revision()).put("at", state.at());
        snapshot.set("configured", state.configured());
        snapshot.set("shared", state.shared());
        snapshot.set("own", backend.view(state.own()));
        return snapshot;
    }

    @Override
    public Widget<S> restore(JsonNode snapshot) {
        var configured = snapshot.path("configured");
        var shared = (ObjectNode) snapshot.path("shared");
        return new Widget<>(
                null,
                configured.isNull() || configured.isMissingNode() ? null : configured,
                shared,
                SharedState.EMPTY_BYTES + SharedState.growth(Json.object(), shared),
                backend.restore(snapshot.path("own")),
                snapshot.path("revision").longValue(),
                snapshot.path("at").longValue());
    }

    Decision<WidgetEvent> configure(Widget<S> state, JsonNode config) {
        if (!config.isObject()) {
            return invalid("config", "must be an object");
        }
        if (Json.canonical(config).length > WidgetLimits.CONFIG_BYTES) {
            return refuse(Refusal.TOO_LARGE, "config is larger than 16 KiB");
        }
        return Json.same(config, state.config())
                ? nothing()
                : accept(new WidgetEvent.Configured(config, state.config()));
    }

    /** The event has the keys that change only, so that each can be undone on its own. */
    Decision<WidgetEvent> patch(Widget<S> state, JsonNode patch) {
        if (!patch.isObject()) {
            return invalid("patch", "must be an object");
        }
        var changes = Json.object();
        var was = Json.object();
        for (var entry : patch.properties()) {
            var key = entry.getKey();
            if (backend.keys().contains(key)) {
                return invalid("patch." + key, "belongs to the app's backend");
            }
            if (key.isEmpty() || key.length() > WidgetLimits.KEY) {
                return invalid("patch", "keys must have 1 to " + WidgetLimits.KEY + " characters");
            }
            var before = SharedState.value(state.shared(), key);
            if (!Json.same(before, entry.getValue())) {
                changes.set(key, entry.getValue());
                was.set(key, before);
            }
        }
        if (changes.isEmpty()) {
            return nothing();
        }
        int size = state.sharedBytes() + SharedState.growth(state.shared(), changes);
        return size > WidgetLimits.STATE_BYTES
                ? refuse(Refusal.TOO_LARGE, "the state would be larger than 256 KiB")
                : accept(new WidgetEvent.StatePatched(changes, was));
    }

    private Decision<WidgetEvent> emit(String type, JsonNode data) {
        if (!Ids.isOperation(type)) {
            return invalid("type", "must be 1 to 64 visible ASCII characters");
        }
        if (RESERVED.contains(type) || isOwn(type)) {
            return invalid("type", "is reserved for the platform and the app's backend");
        }
        return Json.canonical(data).length > WidgetLimits.EMITTED_BYTES
                ? refuse(Refusal.TOO_LARGE, "data is larger than 16 KiB")
                : accept(new WidgetEvent.Emitted(type, data));
    }

    @SuppressWarnings("unchecked") // made by an entity of this very backend
    private Decision<WidgetEvent> byRole(Widget<S> state, ByRole<?, ?> asked, Origin origin) {
        var decider = (MicroAppBackend<S, E>) asked.decider();
        return ofApp(decider, state, asked.command(), origin, asked.role());
    }

    private Decision<WidgetEvent> ofApp(
            MicroAppBackend<S, E> decider,
            Widget<S> state,
            WidgetCommand.App asked,
            Origin origin,
            Role role) {
        return isOwn(asked.name())
                ? wrap(decider.decide(state.own(), asked.name(), asked.data(), origin, role))
                : refuse(Refusal.UNKNOWN_COMMAND, "the app has no command " + asked.name());
    }

    boolean isOwn(String type) {
        return !backend.name().isEmpty() && type.startsWith(backend.name() + ".");
    }

    Decision<WidgetEvent> wrap(Decision<E> decision) {
        return switch (decision) {
            case Decision.Accepted<E>(var events) ->
                    new Decision.Accepted<>(events.stream().<WidgetEvent>map(this::wrap).toList());
            case Decision.Refused<E>(var why, var detail, var errors) ->
                    new Decision.Refused<>(why, detail, errors);
        };
    }

    private WidgetEvent wrap(E event) {
        return new WidgetEvent.OfApp(backend.type(event), backend.encode(event));
    }
}
