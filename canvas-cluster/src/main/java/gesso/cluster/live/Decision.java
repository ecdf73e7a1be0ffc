package gesso.cluster.live;

import gesso.protocol.FieldError;
import gesso.protocol.Refusal;
import java.util.List;

/**
 * What rules make of one command. A refusal is a value: nothing is thrown at a person's mistake.
 */
public sealed interface Decision<E> {

    /** No events: the command changes nothing and is acknowledged as it is. */
    record Accepted<E>(List<E> events) implements Decision<E> {}

    record Refused<E>(Refusal why, String detail, List<FieldError> errors) implements Decision<E> {}

    @SafeVarargs
    static <E> Decision<E> accept(E... events) {
        return new Accepted<>(List.of(events));
    }

    static <E> Decision<E> nothing() {
        return new Accepted<>(List.of());
    }

    static <E> Decision<E> refuse(Refusal why, String detail) {
        return new Refused<>(why, detail, List.of());
    }

    static <E> Decision<E> invalid(String field, String message) {
        return new Refused<>(
                Refusal.INVALID, field + ": " + message, List.of(new FieldError(field, message)));
    }
}
