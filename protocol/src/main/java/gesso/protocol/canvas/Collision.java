package gesso.protocol.canvas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What happens when two widgets want the same cells. */
public enum Collision {
    PUSH,
    REJECT,
    FREE;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Collision of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
