package gesso.cluster.widget;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Of an app that keeps all it has in its config and shared state. */
public record NoBackend() implements MicroAppBackend<NoBackend.Nothing, NoBackend.Nothing> {

    public record Nothing() {}

    @Override
    public String name() {
        return "";
    }

    @Override
    public String version() {
        return "";
    }

    @Override
    public Nothing initial() {
        return new Nothing();
    }

    @Override
    public Decision<Nothing> decide(Nothing state, String command, JsonNode data, Origin origin) {
        return Decision.refuse(Refusal.UNKNOWN_COMMAND, "the app has no commands of its own");
    }

    @Override
    public Nothing evolve(Nothing state, Origin origin, Nothing event) {
        return state;
    }

    @Override
    public Decision<Nothing> compensate(Nothing state, Nothing event, Origin origin) {
        return Decision.nothing();
    }

    @Override
    public String property(Nothing event) {
        return "nothing";
    }

    @Override
    public @Nullable JsonNode answer(List<Nothing> events) {
        return null;
    }

    @Override
    public boolean opens(String command, Role role) {
        return false;
    }

    @Override
    public Set<String> keys() {
        return Set.of();
    }

    @Override
    public String type(Nothing event) {
        throw new IllegalArgumentException("there are no such events");
    }

    @Override
    public JsonNode encode(Nothing event) {
        return Json.object();
    }

    @Override
    public Nothing decode(String type, JsonNode data) {
        throw new IllegalArgumentException("unknown event " + type);
    }

    @Override
    public JsonNode view(Nothing state) {
        return Json.object();
    }

    @Override
    public Nothing restore(JsonNode view) {
        return new Nothing();
    }
}
