package gesso.protocol.canvas;

import com.fasterxml.jackson.annotation.JsonInclude;
import gesso.protocol.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A canvas as readers see it. {@code role} is the reader's and absent where there is no single
 * reader; members have no names here, the edge adds them.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CanvasView(
        String id,
        String title,
        long revision,
        long at,
        @Nullable Role role,
        Grid grid,
        List<WidgetView> widgets,
        List<WidgetView> removed,
        List<LayoutView> layouts,
        List<MemberView> members,
        List<CommentView> comments,
        CanvasEvent.@Nullable Lineage from) {

    /**
     * @param position where it is shown
     * @param wanted where it was put; differs from {@code position} under {@code push} only
     * @param screens its places on smaller screens; absent when nobody has placed it there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WidgetView(
            String id,
            String appId,
            String appVersion,
            String backend,
            String title,
            Position position,
            Position wanted,
            Size size,
            Size min,
            Size max,
            int z,
            boolean locked,
            @Nullable Screens screens) {}

    /**
     * @param at ISO 8601 UTC
     * @param kept not saved by a person, but kept when another layout was loaded
     */
    public record LayoutView(String id, String name, String by, String at, boolean kept) {}

    /**
     * Times are ISO 8601 UTC.
     *
     * @param mentions members whom the text names as {@code <@user id>}
     * @param parent the comment that starts the thread it is in; that one alone can be resolved
     * @param at the canvas instant that it is about
     * @param removed its text is gone, answers to it are still there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record CommentView(
            String id,
            String text,
            List<String> mentions,
            @Nullable String widget,
            @Nullable String parent,
            long at,
            String by,
            String createdAt,
            @Nullable String editedAt,
            boolean resolved,
            @Nullable String resolvedBy,
            @Nullable String resolvedAt,
            boolean removed) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record MemberView(String user, Role role, @Nullable String name) {}
}
