package gesso.chaos;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** I8 and the shape of I4: revisions without a gap, rising instants, writers one after another. */
final class Writers {
    private Writers() {}

    static void check(List<Entry> journal, Findings findings) {
        Set<String> ended = new HashSet<>();
        Entry before = null;
        for (var entry : journal) {
            if (before == null || !isSame(before, entry)) {
                ended.clear();
                first(entry, findings);
            } else {
                next(before, entry, ended, findings);
            }
            before = entry;
        }
    }

    private static boolean isSame(Entry one, Entry other) {
        return one.canvas().equals(other.canvas()) && one.of().equals(other.of());
    }

    private static void first(Entry entry, Findings findings) {
        if (entry.rev() != 1) {
            findings.add("I4", place(entry) + " comes where #1 should");
        }
    }

    private static void next(Entry before, Entry entry, Set<String> ended, Findings findings) {
        if (entry.rev() != before.rev() + 1) {
            findings.add("I4", place(entry) + " comes after #" + before.rev());
        }
        if (entry.at() <= before.at()) {
            findings.add("I4", place(entry) + " is not later than the one before it");
        }
        if (!before.writer().equals(entry.writer())) {
            ended.add(before.writer());
        }
        if (ended.contains(entry.writer())) {
            findings.add(
                    "I8",
                    place(entry) + " is of writer " + entry.writer() + ", who had a successor");
        }
    }

    static String place(Entry entry) {
        return entry.canvas() + " " + entry.of() + " #" + entry.rev() + " (" + entry.op() + ")";
    }
}
