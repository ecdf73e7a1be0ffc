package gesso.cluster.live;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Origin;
import gesso.protocol.entity.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pure part of one kind of entity. Laws: no clock, no random, no IO; the same arguments give
 * the same answer on every node; {@link #evolve} is total, it never refuses and never throws on an
 * event that happened; {@code restore(snapshot(s))} equals {@code s}. New ids come from the
 * operation ({@link Origin#client()} and {@link Origin#op()}), times from {@link Origin#at()}.
 *
 * @param <S> an immutable state
 * @param <E> a sealed set of events
 */
public interface Rules<S, E> {

    S initial();

    /** {@code origin} is the one that the first event will carry; later ones get later instants. */
    Decision<E> decide(S state, Command command, Origin origin);

    S evolve(S state, Recorded<E> recorded);

    /**
     * What the acknowledgement of {@code command} with these events carries, such as {@code
     * {"widget": id}}; of a compensation {@code {"skipped": [{of, type, reason}]}}. A function of
     * what was asked and what happened alone, so that a resend gets the first answer.
     */
    @Nullable JsonNode answer(Command command, List<E> events);

    /**
     * The event's data as it is stored. What others see of it (wire type and data) is made by
     * {@link gesso.protocol.journal.EventCodec#view(String, long,
     * gesso.protocol.journal.EventCodec.Stored)}.
     */
    JsonNode data(E event);

    /**
     * Reads a stored event in its newest version; {@code manifest} as in the journal, already
     * upcast.
     */
    E event(String manifest, JsonNode data);

    String manifest(E event);

    JsonNode snapshot(S state);

    S restore(JsonNode snapshot);
}
