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
    NO_SNAPSHOTS(2),
    /** A node's link is down: nobody reaches it, and it nobody. */
    CUT_NODE(3, Need.NETWORK),
    /** A node and the others do not reach each other; people and the database reach all. */
    CUT_PEERS(3, Need.NETWORK),
    /** Two nodes do not reach each other; everybody else reaches both. */
    CUT_LINK(2, Need.NETWORK),
    /** A node does not reach PostgreSQL; everybody else does, and reaches it. */
    CUT_DATABASE(3, Need.NETWORK),
    /** A node's link goes down and up again every two seconds. */
    FLAP(1, Need.NETWORK),
    /** Every write to the disk that PostgreSQL waits for takes 200 ms more. */
    FSYNC_SLOW(2, Need.TRACE),
    /** Every write to the disk that PostgreSQL waits for fails: it gives up and recovers. */
    FSYNC_ERROR(2, Need.TRACE),
    /** The disk of PostgreSQL is full. */
    DISK_FULL(2, Need.DISK),
    /** A node is started anew with a clock ten minutes off, and later with the right one. */
    CLOCK(2, Need.CLOCK);

    /** How often it comes, compared with the others. */
    final int weight;

    /** What the machine must let it do. */
    final Set<Need> needs;

    Fault(int weight, Need... needs) {
        this.weight = weight;
        this.needs = Set.of(needs);
    }

    /** How many nodes there must be for it. */
    int nodesMin() {
        return this == CUT_PEERS || this == CUT_LINK ? 2 : 1;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All that so many nodes can suffer. */
    static Set<Fault> all(int nodes) {
        var faults = EnumSet.allOf(Fault.class);
        faults.removeIf(fault -> fault.nodesMin() > nodes);
        return faults;
    }

    static String words() {
        return Arrays.stream(values()).map(Fault::word).collect(Collectors.joining(","));
    }

    /**
     * @throws IllegalArgumentException with a sentence, for a word that is none
     */
    public static Set<Fault> parse(String words, int nodes) {
        var faults = EnumSet.noneOf(Fault.class);
        for (var word : List.of(words.split(","))) {
            if (word.equals("all")) {
                faults.addAll(all(nodes));
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
