package gesso.cluster.widget;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.protocol.Origin;
import gesso.protocol.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The server side of a micro-app: a pure decider that the Widget entity hosts. It never decides who
 * may do what beyond {@link #opens}; the platform has done so before. The laws of {@link
 * gesso.cluster.live.Rules} hold here too.
 *
 * @param <S> an immutable state
 * @param <E> a sealed set of events
 */
public interface MicroAppBackend<S, E> {

    /** Prefix of its commands and event types, such as {@code todo}; names the shard type. */
    String name();

    /** Of the decider; every event that it makes carries it. */
    String version();

    S initial();

    /** {@code command} without prefix is never given: it is the full {@code todo.add}. */
    Decision<E> decide(S state, String command, JsonNode data, Origin origin);

    S evolve(S state, Origin origin, E event);

    /** The event that takes {@code event} back, or nothing when somebody has changed it since. */
    Decision<E> compensate(S state, E event, Origin origin);

    /**
     * What the event changes, such as {@code text of 7}; the event that takes it back changes the
     * same. Steps of which a property was not taken back are reported as skipped.
     */
    String property(E event);

    /** What the acknowledgement carries, such as {@code {"id": ...}}. */
    @Nullable JsonNode answer(List<E> events);

    /** Whether a person of this role may send this command; editors may send all. */
    boolean opens(String command, Role role);

    /** Top-level keys of {@link #view} that belong to the backend and that nobody can patch. */
    Set<String> keys();

    String type(E event);

    JsonNode encode(E event);

    E decode(String type, JsonNode data);

    /** A JSON object, also the form in which snapshots keep the state. */
    JsonNode view(S state);

    S restore(JsonNode view);
}
