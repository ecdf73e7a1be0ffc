package gesso.protocol;

import java.util.List;

/** What became of something read from outside: a value, or why it is none. */
public sealed interface Decoded<T> {

    record Ok<T>(T value) implements Decoded<T> {}

    /**
     * @param why {@code INVALID} or {@code UNKNOWN_COMMAND}
     */
    record Invalid<T>(Refusal why, String detail, List<FieldError> errors) implements Decoded<T> {}

    static <T> Decoded<T> invalid(List<FieldError> errors) {
        var first = errors.getFirst();
        var where = first.field().isEmpty() ? "" : first.field() + ": ";
        return new Invalid<>(Refusal.INVALID, where + first.message(), List.copyOf(errors));
    }
}
