package gesso.protocol.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an app does for another one when it is asked: {@code calendar.event} with a title and a day.
 *
 * @param title what a person is told that it does
 * @param fields what it is given: names, a trailing {@code ?} where it may be left out, to kinds
 * @param result what it answers with, in the same way; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Intent(
        String title, Map<String, String> fields, @Nullable Map<String, String> result) {
    public static final int INTENTS_MAX = 8;
    public static final int FIELDS_MAX = 16;
    public static final Set<String> KINDS = Set.of("text", "number", "flag", "day", "moment");

    private static final int NAME_MAX = 64;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");
    private static final Pattern FIELD = Pattern.compile("[a-z][A-Za-z0-9]{0,31}\\??");

    /** Such as {@code calendar.event}. */
    public static boolean isName(String text) {
        return text.length() <= NAME_MAX && NAME.matcher(text).matches();
    }

    public static boolean isField(String text) {
        return FIELD.matcher(text).matches();
    }
}
