package gesso.cluster.app;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.cluster.live.Rules;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.app.AppCommand;
import gesso.protocol.app.AppEvent;
import gesso.protocol.app.Manifest;
import gesso.protocol.entity.Command;
import gesso.protocol.journal.EventCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version is published once: what people load under its name never changes. */
public final class AppRules implements Rules<App, AppEvent> {

    /** Of one app, for ever. */
    public static final int VERSIONS_MAX = 1_000;

    @Override
    public App initial() {
        return App.UNKNOWN;
    }

    @Override
    public Decision<AppEvent> decide(App state, Command command, Origin origin) {
        if (!(command instanceof AppCommand wanted)) {
            throw new IllegalArgumentException("no command of an app: " + command.getClass());
        }
        return switch (wanted) {
            case AppCommand.Publish(var manifest) -> publish(state, manifest);
        };
    }

    @Override
    public App evolve(App state, Recorded<AppEvent> recorded) {
        var manifest =
                switch (recorded.event()) {
                    case AppEvent.Registered(var first) -> first;
                    case AppEvent.VersionPublished(var next) -> next;
                };
        var versions = new ArrayList<>(state.versions());
        versions.add(manifest);
        return new App(List.copyOf(versions), recorded.revision(), recorded.origin().at());
    }

    @Override
    public @Nullable JsonNode answer(Command command, List<AppEvent> events) {
        return null;
    }

    @Override
    public JsonNode data(AppEvent event) {
        return EventCodec.data(event);
    }

    @Override
    public AppEvent event(String manifest, JsonNode data) {
        return EventCodec.app(manifest, data);
    }

    @Override
    public String manifest(AppEvent event) {
        return EventCodec.manifest(event);
    }

    @Override
    public JsonNode snapshot(App state) {
        return Json.tree(state);
    }

    @Override
    public App restore(JsonNode snapshot) {
        return Json.value(snapshot, App.class);
    }

    private static Decision<AppEvent> publish(App state, Manifest manifest) {
        var newest = state.newest();
        if (newest.isEmpty()) {
            return accept(new AppEvent.Registered(manifest));
        }
        if (!newest.get().id().equals(manifest.id())) {
            return invalid("id", "is not the app " + newest.get().id());
        }
        var same = state.version(manifest.version());
        if (same.isEmpty()) {
            return state.versions().size() >= VERSIONS_MAX
                    ? refuse(Refusal.TOO_LARGE, "an app has " + VERSIONS_MAX + " versions")
                    : accept(new AppEvent.VersionPublished(manifest));
        }
        return same.get().equals(manifest)
                ? nothing()
                : refuse(
                        Refusal.CONFLICT,
                        "version " + manifest.version() + " is published with other content");
    }
}
