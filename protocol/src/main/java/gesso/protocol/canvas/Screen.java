package gesso.protocol.canvas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A class of smaller screens, which may have an arrangement of its own beside the desktop's. */
public enum Screen {
    TABLET,
    PHONE;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Screen of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Cells keep about their size: a tablet has two of three columns, a phone has one. */
    public int columns(Grid desktop) {
        return switch (this) {
            case TABLET -> Math.max(1, (desktop.columns() * 2 + 1) / 3);
            case PHONE -> 1;
        };
    }
}
