package gesso.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Why something was not done, in the words of the contract. A refusal is a value, never an
 * exception.
 */
public enum Refusal {
    INVALID,
    UNKNOWN_COMMAND,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    GONE,
    CONFLICT,
    OPERATION_REUSED,
    LAST_OWNER,
    TOO_LARGE,
    RATE_LIMITED,
    UNAVAILABLE,
    BEFORE_BIRTH,
    FUTURE;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The kebab-case word that HTTP problems and WebSocket frames carry. */
    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static Refusal of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
