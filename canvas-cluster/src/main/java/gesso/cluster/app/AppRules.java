package gesso.cluster.app;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.invalid;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.cluster.live.Recorded;
import gesso.cluster.live.Rules;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.SpecificationRules;
import gesso.protocol.app.AppCommand;
import gesso.protocol.app.AppEvent;
import gesso.protocol.app.Manifest;
import gesso.protocol.entity.Command;
import gesso.protocol.journal.EventCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A version is published once: what people load under its name never changes. A backend is a part
 * of the release, so an app can only name one that the nodes of this release host.
 */
public final class AppRules implements Rules<App, AppEvent> {

    /** Of one app, for ever. */
    public static final int VERSIONS_MAX = 1_000;

    public static final int STARS_MAX = 5;

    private static final String SPECIFICATION = "generated.specification.";

    private final Set<String> backends;
    private final BiFunction<String, AppSpecification, List<FieldError>> check;

    /**
     * @param backends names of those that are hosted
     */
    public AppRules(Set<String> backends) {
        this(backends, (_, _) -> List.of());
    }

    /**
     * @param check what of a specification the backend of this name could not decide by
     */
    public AppRules(
            Set<String> backends, BiFunction<String, AppSpecification, List<FieldError>> check) {
        this.backends = Set.copyOf(backends);
        this.check = check;
    }

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
            case AppCommand.Revoke(var version, var reason) -> revoke(state, version, reason);
            case AppCommand.Suspend(var reason) ->
                    ifKnown(
                            state,
                            !reason.equals(state.suspended()),
                            new AppEvent.Suspended(reason));
            case AppCommand.Reinstate() ->
                    ifKnown(state, state.suspended() != null, new AppEvent.Reinstated());
            case AppCommand.Rate(var stars) ->
                    stars < 1 || stars > STARS_MAX
                            ? invalid("stars", "must be from 1 to " + STARS_MAX)
                            : ifKnown(state, true, new AppEvent.Rated(stars));
            case AppCommand.Share(var version) -> share(state, version);
        };
    }

    @Override
    public App evolve(App state, Recorded<AppEvent> recorded) {
        long revision = recorded.revision();
        long at = recorded.origin().at();
        var versions = state.versions();
        var revoked = state.revoked();
        var shared = state.shared();
        var suspended = state.suspended();
        switch (recorded.event()) {
            case AppEvent.Registered(var first) -> versions = with(versions, first);
            case AppEvent.VersionPublished(var next) -> versions = with(versions, next);
            case AppEvent.Revoked(var version, var reason) ->
                    revoked = revoked(state, version, reason);
            case AppEvent.Suspended(var reason) -> suspended = reason;
            case AppEvent.Reinstated() -> suspended = null;
            case AppEvent.Rated _ -> {}
            case AppEvent.Shared(var version) -> {
                shared = new HashSet<>(shared);
                shared.add(version);
            }
        }
        return new App(versions, revoked, shared, suspended, revision, at);
    }

    private static List<Manifest> with(List<Manifest> versions, Manifest next) {
        var all = new ArrayList<>(versions);
        all.add(next);
        return List.copyOf(all);
    }

    private static Map<String, String> revoked(App state, @Nullable String version, String reason) {
        var all = new HashMap<>(state.revoked());
        var which = version == null ? state.good() : List.of(version);
        which.forEach(one -> all.putIfAbsent(one, reason));
        return all;
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

    private Decision<AppEvent> publish(App state, Manifest manifest) {
        var backend = manifest.backend();
        if (backend != null && !backends.contains(backend)) {
            return invalid("backend", "is not hosted here; there is " + named(backends));
        }
        var faults = faults(manifest);
        if (!faults.isEmpty()) {
            var first = faults.getFirst();
            return new Decision.Refused<>(
                    Refusal.INVALID, first.field() + ": " + first.message(), faults);
        }
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

    /** An app is described as its backend can decide by, or not at all. */
    private List<FieldError> faults(Manifest manifest) {
        var generated = manifest.generated();
        var specification = generated == null ? null : generated.specification();
        if (specification == null) {
            return List.of();
        }
        var faults = SpecificationRules.check(specification);
        var backend = manifest.backend();
        if (faults.isEmpty() && backend != null) {
            faults = check.apply(backend, specification);
        }
        return faults.stream()
                .map(one -> new FieldError(SPECIFICATION + one.field(), one.message()))
                .toList();
    }

    private static Decision<AppEvent> revoke(App state, @Nullable String version, String reason) {
        if (version != null && state.version(version).isEmpty()) {
            return refuse(Refusal.NOT_FOUND, "there is no such version");
        }
        boolean changes =
                version == null ? !state.good().isEmpty() : !state.revoked().containsKey(version);
        return ifKnown(state, changes, new AppEvent.Revoked(version, reason));
    }

    /** What people wrote is for everybody from the beginning. */
    private static Decision<AppEvent> share(App state, String version) {
        var manifest = state.version(version);
        if (manifest.isEmpty()) {
            return refuse(Refusal.NOT_FOUND, "there is no such version");
        }
        if (manifest.get().generated() == null) {
            return invalid("version", "is for everybody already");
        }
        return state.shared().contains(version) ? nothing() : accept(new AppEvent.Shared(version));
    }

    private static Decision<AppEvent> ifKnown(App state, boolean changes, AppEvent event) {
        if (state.versions().isEmpty()) {
            return refuse(Refusal.NOT_FOUND, "there is no such app");
        }
        return changes ? accept(event) : nothing();
    }

    private static String named(Set<String> backends) {
        var names = new TreeSet<>(backends);
        names.remove("");
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
