package gesso.edge.canvas;

import gesso.edge.canvas.TemplateShelf.Item;
import gesso.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Templates that come with Gesso, in each of its languages: those for another language have ids of
 * their own, so that a creation that is sent again makes the same.
 */
final class BuiltinTemplates {
    private static final String ENGLISH = "en";

    private record Entry(
            String id, String language, String title, String description, Template template) {
        Item item() {
            return new Item(
                    id,
                    title,
                    description,
                    "builtin",
                    null,
                    null,
                    null,
                    false,
                    template.grid().columns(),
                    template.picture(),
                    null);
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    BuiltinTemplates() {
        try (var file =
                Objects.requireNonNull(
                        BuiltinTemplates.class.getResourceAsStream("/gesso/edge/templates.json"))) {
            var all = Json.MAPPER.readValue(file, Entry[].class);
            for (var entry : all) {
                entries.put(entry.id(), entry);
            }
        } catch (IOException ofOurOwn) {
            throw new UncheckedIOException(ofOurOwn);
        }
    }

    List<Item> in(String language) {
        boolean known =
                entries.values().stream().anyMatch(entry -> entry.language().equals(language));
        var wanted = known ? language : ENGLISH;
        return entries.values().stream()
                .filter(entry -> entry.language().equals(wanted))
                .map(Entry::item)
                .toList();
    }

    Optional<Template> find(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::template);
    }
}
