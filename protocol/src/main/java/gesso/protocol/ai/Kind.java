package gesso.protocol.ai;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an app shows its records. */
public enum Kind {
    LIST,
    TABLE,
    /** Columns by {@link AppSpecification.View#group}. */
    BOARD,
    /** Days by {@link AppSpecification.View#date}. */
    CALENDAR,
    /** One record at a time, to be sent. */
    FORM,
    /** {@link AppSpecification.View#value} goes up and down. */
    COUNTER,
    TIMER,
    /** Everybody has one vote for an answer. */
    POLL,
    /** {@link AppSpecification.View#value} by {@link AppSpecification.View#group} or date. */
    CHART,
    /** Results out of what is put in; nothing is added. */
    CALCULATOR,
    /** {@link AppSpecification.View#done} is ticked. */
    CHECKLIST,
    NOTES;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Kind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
