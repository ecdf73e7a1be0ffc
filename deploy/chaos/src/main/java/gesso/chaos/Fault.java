package gesso.chaos;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be done to a cluster; {@code --faults} names them in kebab-case. */
public enum Fault {
    /** kill -9 of a node that hosts canvases. */
    KILL(6),
    /** kill -9 of the node that has run for longest: it coordinates the shards. */
    KILL_OLDEST(3),
    /** kill -9 of the node that is an edge alone; of any, where there is none. */
    KILL_EDGE(3),
    /** SIGSTOP of a node for one second or for five. */
    PAUSE(5),
    /** SIGSTOP for thirty: long enough for the others to give it up. */
    PAUSE_LONG(1),
    /** SIGTERM of one node after the other, each when the one before is back. */
    ROLL(2),
    /** PostgreSQL ends in order and comes back. */
    DB_RESTART(3),
    /** kill -9 of PostgreSQL's first process. */
    DB_KILL(3),
    /** Every connection of the nodes to PostgreSQL is ended. */
    DB_CUT(5),
    /** kill -9 of all nodes and of PostgreSQL at once. */
    KILL_ALL(2),
    /** A writer that should be dead stores an event at the next revision of a widget. */
    INTRUDER(4),
    /** All snapshots vanish. */
    NO_SNAPSHOTS(2);

    /** How often it comes, compared with the others. */
    final int weight;

    Fault(int weight) {
        this.weight = weight;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String words() {
        return Arrays.stream(values()).map(Fault::word).collect(Collectors.joining(","));
    }

    /**
     * @throws IllegalArgumentException with a sentence, for a word that is none
     */
    public static Set<Fault> parse(String words) {
        var faults = EnumSet.noneOf(Fault.class);
        for (var word : List.of(words.split(","))) {
            if (word.equals("all")) {
                faults.addAll(EnumSet.allOf(Fault.class));
            } else if (!word.equals("none")) {
                faults.add(
                        Arrays.stream(values())
                                .filter(fault -> fault.word().equals(word))
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "There is no fault '"
                                                        + word
                                                        + "'. There are "
                                                        + words()
                                                        + ", all and none.")));
            }
        }
        return faults;
    }
}
