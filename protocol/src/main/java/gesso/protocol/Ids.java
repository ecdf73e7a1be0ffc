package gesso.protocol;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.regex.Pattern;

/**
 * New ids and the shapes of given ones. New ids are time-ordered (UUIDv7) to keep indexes compact.
 */
public final class Ids {
    private static final Pattern WIDGET = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Pattern OPERATION = Pattern.compile("[\\x21-\\x7e]{1,64}");
    private static final Pattern ENTITY = Pattern.compile("[a-z0-9-]{1,64}");

    private Ids() {}

    public static String fresh() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }

    public static boolean isWidget(String id) {
        return WIDGET.matcher(id).matches();
    }

    /** 1 to 64 visible ASCII characters. */
    public static boolean isOperation(String id) {
        return OPERATION.matcher(id).matches();
    }

    /** Canvas, app, user, link and layout ids. */
    public static boolean isEntity(String id) {
        return ENTITY.matcher(id).matches();
    }
}
