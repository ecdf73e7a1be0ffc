package gesso.protocol.ai;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a field holds. */
public enum FieldType {
    /** One line. */
    TEXT,
    /** Several lines. */
    LONGTEXT,
    NUMBER,
    /** A day, without a time. */
    DATE,
    /** A time of day. */
    TIME,
    BOOLEAN,
    /** One of {@link AppSpecification.Field#options}. */
    CHOICE,
    /** A whole number of stars, from 1 to {@link AppSpecification.Field#max}. */
    RATING,
    /** Somebody on the canvas. */
    PERSON,
    URL,
    EMAIL,
    /** Minutes. */
    DURATION;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static FieldType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether sums and charts can be made of it. */
    public boolean isNumeric() {
        return switch (this) {
            case NUMBER, RATING, DURATION -> true;
            case TEXT, LONGTEXT, DATE, TIME, BOOLEAN, CHOICE, PERSON, URL, EMAIL -> false;
        };
    }
}
