package gesso.ai.analysis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What people usually keep of well-known things, for prompts that do not say. */
final class Domains {
    private record Known(Pattern words, String fields, String icon) {}

    private static Known known(String words, String fields, String icon) {
        return new Known(Pattern.compile("\\b(?:" + words + ")s?\\b"), fields, icon);
    }

    private static final List<Known> ALL =
            List.of(
                    known(
                            "shopping|grocer(?:y|ie)|supermarket",
                            "item, quantity, bought (yes/no)",
                            "list-checks"),
                    known("habit|routine", "habit, frequency, streak, last done date", "star"),
                    known(
                            "expense|spending|budget|cost",
                            "what for, amount, date, category (Food, Home, Travel, Fun, Other), who paid",
                            "calculator"),
                    known(
                            "book|reading|novel",
                            "title, author, status (To read, Reading, Read), rating",
                            "book-open"),
                    known(
                            "film|movie|series|tv show",
                            "title, genre, seen (yes/no), rating",
                            "video"),
                    known(
                            "recipe|dish|meal|cooking",
                            "name, ingredients, instructions, cooking time",
                            "heart"),
                    known(
                            "guest|wedding|party|invitation",
                            "name, email, rsvp, plus ones",
                            "users"),
                    known("plant|garden|seed", "plant, location, last watered, how often", "heart"),
                    known(
                            "contact|customer|client|supplier",
                            "name, company, email, phone, notes",
                            "users"),
                    known(
                            "inventory|stock|equipment|tool|supplie",
                            "item, quantity, location, condition",
                            "table"),
                    known(
                            "bug|issue|ticket|incident",
                            "title, severity, status, assignee, description",
                            "list-checks"),
                    known(
                            "job application|application|applicant|candidate|hiring",
                            "company, role, status (Applied, Interview, Offer, Rejected), date applied, link",
                            "list-checks"),
                    known(
                            "chore|household|cleaning",
                            "chore, who, frequency, done (yes/no)",
                            "list-checks"),
                    known(
                            "workout|exercise|training|gym|run(?:ning)?",
                            "exercise, date, duration, how it felt (1 to 5)",
                            "heart"),
                    known("weight|body", "date, weight in kg", "chart-column"),
                    known("sleep", "date, hours slept, how it felt (1 to 5)", "clock"),
                    known("mood|feeling", "date, mood, notes", "heart"),
                    known("pet|dog|cat|animal", "name, last fed, last visit, notes", "heart"),
                    known(
                            "homework|assignment|exam|school|course",
                            "subject, task, due date, done (yes/no)",
                            "book-open"),
                    known(
                            "trip|travel|holiday|vacation|journey",
                            "place, date, cost, notes, link",
                            "globe"),
                    known(
                            "gift|present|birthday",
                            "name, idea, date, price, bought (yes/no)",
                            "star"),
                    known("idea|brainstorm|suggestion", "idea, description, priority", "star"),
                    known(
                            "project|task|todo|to-do|work",
                            "task, assignee, due date, status",
                            "list-checks"),
                    known(
                            "meeting|standup|agenda|retro(?:spective)?",
                            "topic, who, notes, date",
                            "users"),
                    known(
                            "song|setlist|playlist|band|rehearsal",
                            "song, artist, duration, rehearsed (yes/no)",
                            "music"),
                    known(
                            "match|game|team|player|club",
                            "opponent, date, home or away, result",
                            "users"),
                    known("car|vehicle|fuel|bike", "date, odometer, litres, cost", "gauge"),
                    known(
                            "medicine|medication|pill|dose",
                            "medicine, dose, time, taken (yes/no)",
                            "heart"),
                    known("password|login|credential", "site, user name, notes", "bookmark"),
                    known(
                            "link|bookmark|article|website",
                            "title, link, topic, read (yes/no)",
                            "link"),
                    known("feedback|review|survey", "name, rating, comments", "star"),
                    known(
                            "packing|luggage|suitcase",
                            "item, quantity, packed (yes/no)",
                            "list-checks"),
                    known("volunteer|helper|shift|rota", "name, date, shift", "users"));

    private Domains() {}

    /** Usual fields, as somebody would write them. */
    static Optional<String> fields(String lower) {
        return first(lower).map(Known::fields);
    }

    static Optional<String> icon(String lower) {
        return first(lower).map(Known::icon);
    }

    /** Of several the one that comes first in the prompt. */
    private static Optional<Known> first(String lower) {
        Known best = null;
        int place = Integer.MAX_VALUE;
        for (var known : ALL) {
            var found = known.words().matcher(lower);
            if (found.find() && found.start() < place) {
                best = known;
                place = found.start();
            }
        }
        return Optional.ofNullable(best);
    }
}
