package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The journal folded once, entity by entity, by code that shares nothing with the product.
 * Questions are asked before, at a revision each, and answered on the way.
 */
final class Replay {
    /** One canvas, or one widget of one. */
    record Place(String canvas, String of) {}

    private final Map<Place, List<Entry>> entries = new LinkedHashMap<>();
    private final Map<Place, TreeMap<Long, List<Consumer<Picture>>>> questions = new HashMap<>();
    private final Findings findings;

    Replay(List<Entry> journal, Findings findings) {
        this.findings = findings;
        for (var entry : journal) {
            entries.computeIfAbsent(new Place(entry.canvas(), entry.of()), _ -> new ArrayList<>())
                    .add(entry);
        }
    }

    List<Entry> of(Place place) {
        return entries.getOrDefault(place, List.of());
    }

    /** The event with this revision, when the journal has it in its place. */
    Optional<Entry> at(Place place, long revision) {
        var all = of(place);
        return revision < 1
                        || revision > all.size()
                        || all.get((int) revision - 1).rev() != revision
                ? Optional.empty()
                : Optional.of(all.get((int) revision - 1));
    }

    long newest(Place place) {
        var all = of(place);
        return all.isEmpty() ? 0 : all.getLast().rev();
    }

    /** The newest revision of an instant. */
    long newest(Place place, long instant) {
        return of(place).stream()
                .filter(entry -> entry.at() <= instant)
                .mapToLong(Entry::rev)
                .max()
                .orElse(0);
    }

    /** Asks what the entity is like at a revision; 0 is before its first event. */
    void ask(Place place, long revision, Consumer<Picture> question) {
        questions
                .computeIfAbsent(place, _ -> new TreeMap<>())
                .computeIfAbsent(revision, _ -> new ArrayList<>())
                .add(question);
    }

    /** That somebody was told this state at this revision. */
    void expect(String invariant, Place place, long revision, String canonical, String who) {
        ask(
                place,
                revision,
                picture -> {
                    var replayed = picture.canonical(place.of());
                    if (!replayed.equals(canonical)) {
                        findings.add(
                                invariant,
                                who
                                        + " has "
                                        + place
                                        + " #"
                                        + revision
                                        + " differently: "
                                        + difference(replayed, canonical));
                    }
                });
    }

    static String difference(String replayed, String told) {
        int at = 0;
        while (at < replayed.length()
                && at < told.length()
                && replayed.charAt(at) == told.charAt(at)) {
            at++;
        }
        return "the journal says ..." + part(replayed, at) + ", told was ..." + part(told, at);
    }

    private static String part(String text, int at) {
        return text.substring(Math.max(0, at - 60), Math.min(text.length(), at + 80));
    }

    void run() {
        questions.forEach((place, asked) -> {
            var picture = new Picture();
            if (place.of().equals(Picture.CANVAS)) {
                picture.state(Picture.CANVAS, 0, Json.object());
            } else {
                picture.state(place.of(), 0, born(place));
            }
            answer(asked, 0, picture);
            for (var entry : of(place)) {
                picture.event(entry.of(), entry.rev(), entry.type(), entry.by(), entry.data());
                answer(asked, entry.rev(), picture);
            }
            asked.tailMap(newest(place), false)
                    .forEach((revision, _) ->
                            findings.add(
                                    "I1",
                                    "somebody was told of "
                                            + place
                                            + " #"
                                            + revision
                                            + ", which the journal has not"));
        });
    }

    private static void answer(
            TreeMap<Long, List<Consumer<Picture>>> asked, long revision, Picture picture) {
        asked.getOrDefault(revision, List.of()).forEach(question -> question.accept(picture));
    }

    /** A widget starts with the config that its canvas gave it. */
    private JsonNode born(Place widget) {
        var view = Json.object();
        view.set("config", Json.object());
        for (var entry : of(new Place(widget.canvas(), Picture.CANVAS))) {
            if (entry.type().equals("widget-added")
                    && entry.data().path("widget").asText().equals(widget.of())
                    && entry.data().path("config").isObject()) {
                view.set("config", entry.data().path("config"));
            }
        }
        view.set("state", Json.object());
        return view;
    }
}
