package gesso.deploy;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a node does: {@code canvas} hosts entities, {@code edge} serves people, {@code ai} is the
 * pool for the generator, {@code feed} keeps the read models, {@code app:NAME} hosts the widgets of
 * one app alone.
 */
public record NodeRoles(Set<String> names) {
    public static final NodeRoles ALL = new NodeRoles(Set.of("canvas", "edge", "ai", "feed"));
    private static final String APP = "app:";
    private static final Pattern FORM =
            Pattern.compile("canvas|edge|ai|feed|app:[a-z0-9][a-z0-9-]{0,39}");

    public NodeRoles {
        names = Set.copyOf(names);
    }

    /** Reads a list separated by commas; throws with words for the operator. */
    public static NodeRoles parse(String text) {
        var names = new LinkedHashSet<String>();
        for (var name : text.split(",", -1)) {
            if (!FORM.matcher(name.strip()).matches()) {
                throw new IllegalArgumentException(
                        "'" + name + "' is no role; there are canvas, edge, ai, feed and app:NAME");
            }
            names.add(name.strip());
        }
        return new NodeRoles(names);
    }

    public boolean edge() {
        return names.contains("edge");
    }

    public boolean ai() {
        return names.contains("ai");
    }

    /** The apps whose widgets this node hosts and no node without their role does. */
    public Set<String> apps() {
        return names.stream()
                .filter(name -> name.startsWith(APP))
                .map(name -> name.substring(APP.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether this node hosts entities or keeps read models: both are the cluster module's work.
     */
    public boolean entities() {
        return names.stream().anyMatch(name -> !name.equals("edge") && !name.equals("ai"));
    }
}
