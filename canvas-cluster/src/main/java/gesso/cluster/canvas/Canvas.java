package gesso.cluster.canvas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.canvas.Arrangement.Spot;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasEvent.Lineage;
import gesso.protocol.canvas.CanvasView.CommentView;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Place;
import gesso.protocol.canvas.Position;
import gesso.protocol.canvas.Screen;
import gesso.protocol.canvas.ScreenPlaces;
import gesso.protocol.canvas.Screens;
import gesso.protocol.canvas.Size;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/**
 * All that a canvas knows. Component names are snapshot format.
 *
 * @param revision of the newest event
 * @param at instant of the newest event
 * @param access revision of the newest event that changed members, links, widgets or existence
 * @param widgets removed ones included
 * @param links revoked ones included
 * @param comments removed ones that can still be restored included
 * @param from what it is a fork of
 * @param shown where the widgets that are there are shown, see {@link Arrangement}
 */
public record Canvas(
        Life life,
        String title,
        Grid grid,
        long revision,
        long at,
        long access,
        SortedMap<String, Widget> widgets,
        SortedMap<String, Layout> layouts,
        SortedMap<String, Role> members,
        SortedMap<String, Link> links,
        SortedMap<String, CommentView> comments,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Lineage from,
        @JsonIgnore PMap<String, Position> shown) {

    /** Reads a snapshot; what is shown is never stored, and older ones know no comments. */
    @JsonCreator
    public Canvas(
            @JsonProperty("life") Life life,
            @JsonProperty("title") String title,
            @JsonProperty("grid") Grid grid,
            @JsonProperty("revision") long revision,
            @JsonProperty("at") long at,
            @JsonProperty("access") long access,
            @JsonProperty("widgets") SortedMap<String, Widget> widgets,
            @JsonProperty("layouts") SortedMap<String, Layout> layouts,
            @JsonProperty("members") SortedMap<String, Role> members,
            @JsonProperty("links") SortedMap<String, Link> links,
            @JsonProperty("comments") @Nullable SortedMap<String, CommentView> comments,
            @JsonProperty("from") @Nullable Lineage from) {
        this(
                life,
                title,
                grid,
                revision,
                at,
                access,
                widgets,
                layouts,
                members,
                links,
                comments == null ? new TreeMap<>() : comments,
                from,
                Arrangement.shown(spots(widgets), grid));
    }

    public static final Canvas ABSENT =
            new Canvas(
                    Life.ABSENT,
                    "",
                    Grid.DEFAULT,
                    0,
                    0,
                    0,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    new TreeMap<>(),
                    null);

    public enum Life {
        ABSENT,
        LIVE,
        DELETED
    }

    /**
     * @param position where it is wanted
     * @param config what it starts from; what it has now is the widget's own business
     * @param screens where somebody has placed it on smaller screens
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Widget(
            String appId,
            String appVersion,
            String backend,
            String title,
            Position position,
            Size size,
            Size min,
            Size max,
            int z,
            boolean locked,
            boolean removed,
            @Nullable JsonNode config,
            @Nullable Screens screens) {

        /** Older snapshots say null where there is no config. */
        public Widget {
            config = config == null || config.isNull() ? null : config;
        }

        @JsonIgnore
        public Spot spot() {
            return new Spot(position, size, locked);
        }

        @JsonIgnore
        public Place place() {
            return new Place(position, size);
        }

        Widget at(Position next) {
            return new Widget(
                    appId,
                    appVersion,
                    backend,
                    title,
                    next,
                    size,
                    min,
                    max,
                    z,
                    locked,
                    removed,
                    config,
                    screens);
        }

        Widget sized(Size next) {
            return new Widget(
                    appId,
                    appVersion,
                    backend,
                    title,
                    position,
                    next,
                    min,
                    max,
                    z,
                    locked,
                    removed,
                    config,
                    screens);
        }

        Widget placed(Place next) {
            return at(next.position()).sized(next.size());
        }

        Widget raised(int next) {
            return new Widget(
                    appId,
                    appVersion,
                    backend,
                    title,
                    position,
                    size,
                    min,
                    max,
                    next,
                    locked,
                    removed,
                    config,
                    screens);
        }

        Widget locked(boolean next) {
            return new Widget(
                    appId,
                    appVersion,
                    backend,
                    title,
                    position,
                    size,
                    min,
                    max,
                    z,
                    next,
                    removed,
                    config,
                    screens);
        }

        Widget removed(boolean next) {
            return new Widget(
                    appId,
                    appVersion,
                    backend,
                    title,
                    position,
                    size,
                    min,
                    max,
                    z,
                    locked,
                    next,
                    config,
                    screens);
        }

        Widget released(String version, Size least, Size most) {
            return new Widget(
                    appId, version, backend, title, position, size, least, most, z, locked, removed,
                    config, screens);
        }

        /**
         * @param place null when it follows the desktop there
         */
        Widget on(Screen screen, @Nullable Place place) {
            var next = Objects.requireNonNullElse(screens, Screens.NONE).with(screen, place);
            return new Widget(
                    appId,
                    appVersion,
                    backend,
                    title,
                    position,
                    size,
                    min,
                    max,
                    z,
                    locked,
                    removed,
                    config,
                    next.isEmpty() ? null : next);
        }

        Widget titled(String next) {
            return new Widget(
                    appId,
                    appVersion,
                    backend,
                    next,
                    position,
                    size,
                    min,
                    max,
                    z,
                    locked,
                    removed,
                    config,
                    screens);
        }
    }

    /**
     * @param kept not saved by a person, but kept when another layout was loaded
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Layout(
            String name,
            String by,
            long at,
            long revision,
            boolean kept,
            SortedMap<String, Place> places,
            @Nullable ScreenPlaces screens) {}

    /**
     * @param expiresAt Unix milliseconds
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Link(Role role, String hash, @Nullable Long expiresAt, boolean revoked) {}

    public Optional<Role> role(String user) {
        return Optional.ofNullable(members.get(user));
    }

    /** The widgets that are there and where they are wanted. */
    public SortedMap<String, Spot> spots() {
        return spots(widgets);
    }

    static SortedMap<String, Spot> spots(SortedMap<String, Widget> widgets) {
        var spots = new TreeMap<String, Spot>();
        widgets.forEach((id, widget) -> {
            if (!widget.removed()) {
                spots.put(id, widget.spot());
            }
        });
        return spots;
    }
}
