package gesso.cluster.live;

import gesso.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The committed state: as the rules made it, or packed into the bytes of a snapshot while the
 * entity rests, a third as much. Whoever asks for it gets it unpacked. Actor-confined.
 */
final class Kept<S, E> {
    private final Rules<S, E> rules;
    private final UnaryOperator<S> retained;
    private @Nullable Held<S> held;
    private byte[] packed = {};
    private long revision;
    private long at;

    /**
     * @param retained gives a state back what is not in its snapshots
     */
    Kept(Rules<S, E> rules, UnaryOperator<S> retained) {
        this.rules = rules;
        this.retained = retained;
        this.held = new Held<>(0, 0, rules.initial());
    }

    Held<S> held() {
        if (held == null) {
            held = new Held<>(revision, at, retained.apply(unpacked()));
            packed = new byte[0];
        }
        return held;
    }

    long revision() {
        return held == null ? revision : held.revision();
    }

    void hold(Held<S> next) {
        held = next;
        packed = new byte[0];
    }

    /** An entity without events has next to nothing to pack. */
    void pack() {
        if (held != null && held.revision() > 0) {
            packed = Json.bytes(rules.snapshot(held.state()));
            revision = held.revision();
            at = held.at();
            held = null;
        }
    }

    private S unpacked() {
        try {
            return rules.restore(Json.MAPPER.readTree(packed));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }
}
