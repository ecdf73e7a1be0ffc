package gesso.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What a person may do on one canvas. The order is not a ranking: an analyst reads, but is no peer.
 */
public enum Role {
    OWNER,
    EDITOR,
    COMMENTER,
    VIEWER,
    ANALYST;

    private final String code = name().toLowerCase(Locale.ROOT);

    @JsonValue
    public String code() {
        return code;
    }

    @JsonCreator
    public static Role of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /** Canvas and widget commands, layouts, own undo. */
    public boolean mayEdit() {
        return this == OWNER || this == EDITOR;
    }

    /** Comments, and the app commands that an app opens to commenters. */
    public boolean mayComment() {
        return mayEdit() || this == COMMENTER;
    }

    /** Members, links, grid, deletion, undo of others. */
    public boolean mayOwn() {
        return this == OWNER;
    }

    /** Shown among the people present, with cursor and selection. */
    public boolean isPeer() {
        return this != ANALYST;
    }
}
