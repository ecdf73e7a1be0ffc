package gesso.cluster.widget;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.protocol.FieldError;
import gesso.protocol.Origin;
import gesso.protocol.Role;
import gesso.protocol.ai.AppSpecification;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The server side of a micro-app: a pure decider that the Widget entity hosts. The platform has
 * decided by {@link #opens} who may send a command before the decider sees it. The laws of {@link
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

    /**
     * Whether it decides by the specification of its app's version. Then commands wait until that
     * is known; what has happened is read without.
     */
    default boolean isSpecified() {
        return false;
    }

    /**
     * The same backend, deciding for an app that is to be like this; null for one that does not
     * say. All but {@link #decide} is as before. May take a while; what it gives is used for many
     * widgets at a time.
     */
    default MicroAppBackend<S, E> of(@Nullable AppSpecification specification) {
        return this;
    }

    /** What it could not decide by, with paths; asked before a version of an app is published. */
    default List<FieldError> check(AppSpecification specification) {
        return List.of();
    }

    S initial();

    /** {@code command} without prefix is never given: it is the full {@code todo.add}. */
    Decision<E> decide(S state, String command, JsonNode data, Origin origin);

    /**
     * The same, for an app where it matters which role the person has, such as owners who take away
     * what others wrote. The role is the one under which the platform has let the command in.
     */
    default Decision<E> decide(S state, String command, JsonNode data, Origin origin, Role role) {
        return decide(state, command, data, origin);
    }

    S evolve(S state, Origin origin, E event);

    /** The event that takes {@code event} back, or nothing when somebody has changed it since. */
    Decision<E> compensate(S state, E event, Origin origin);

    /**
     * What the event changes, such as {@code text of 7}; the event that takes it back changes the
     * same. Steps of which a property was not taken back are reported as skipped.
     */
    String property(E event);

    /**
     * Event types that {@link #compensate} never takes back, such as single strokes of the keyboard
     * in a text with an undo of its own. They are on nobody's undo stack, and are told as not
     * undoable where they are part of a larger step.
     */
    default Set<String> lasting() {
        return Set.of();
    }

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
