package gesso.protocol;

import java.util.Set;

/**
 * The icons that an app may choose from: names of Lucide icons that the page ships. The page's test
 * reads this list, so a name that it cannot draw never gets into the registry.
 */
public final class Icons {
    public static final Set<String> KNOWN =
            Set.of(
                    "bell",
                    "book-open",
                    "bookmark",
                    "calculator",
                    "calendar",
                    "chart-column",
                    "clock",
                    "cloud-sun",
                    "file-text",
                    "gauge",
                    "globe",
                    "heart",
                    "image",
                    "link",
                    "list-checks",
                    "map",
                    "message-circle",
                    "music",
                    "notebook-pen",
                    "palette",
                    "puzzle",
                    "shapes",
                    "star",
                    "table",
                    "timer",
                    "users",
                    "video",
                    "vote");

    private Icons() {}
}
