package gesso.ai.analysis;

import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.Kind;
import gesso.protocol.ai.SpecificationRules;
import java.util.List;
import java.util.Locale;

/** One sentence about an app, made of what it keeps. */
final class Summary {
    private static final int LABELS_MAX = 6;

    private Summary() {}

    static String of(Kind kind, List<Field> fields) {
        var labels =
                fields.stream()
                        .map(one -> one.label().toLowerCase(Locale.ROOT))
                        .limit(LABELS_MAX)
                        .toList();
        var kept = String.join(", ", labels);
        var text =
                switch (kind) {
                    case CALCULATOR ->
                            "Computes "
                                    + labels.getLast()
                                    + " from "
                                    + String.join(", ", labels.subList(0, labels.size() - 1))
                                    + ".";
                    case POLL -> "Everybody has one vote; the answers are counted at once.";
                    case COUNTER -> "Counts up and down, together; keeps " + kept + ".";
                    case TIMER -> "Runs for everybody at once; keeps " + kept + ".";
                    case NOTES -> "Notes with " + kept + ".";
                    case LIST, TABLE, BOARD, CALENDAR, FORM, CHART, CHECKLIST ->
                            "A %s that keeps %s.".formatted(kind.word(), kept);
                };
        return text.length() <= SpecificationRules.SENTENCE_MAX
                ? text
                : "A %s.".formatted(kind.word());
    }
}
