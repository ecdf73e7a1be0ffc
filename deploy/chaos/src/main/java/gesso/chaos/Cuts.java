package gesso.chaos;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Takes parts of the network away for a while: a moment that must be borne, or long enough for a
 * decision.
 */
final class Cuts {
    private static final long MOMENT_MILLIS = 3_000;

    /** Longer than silence counts as absence, and than a side may think before it goes down. */
    private static final long DECISION_MILLIS = 12_000;

    private static final long FLAP_MILLIS = 2_000;
    private static final int FLAPS = 4;

    private final Bridge bridge;
    private final List<NodeProcess> nodes;
    private final Random random;
    private final Consumer<String> say;

    /**
     * @param say puts what is done into the history
     */
    Cuts(Bridge bridge, List<NodeProcess> nodes, Random random, Consumer<String> say) {
        this.bridge = bridge;
        this.nodes = nodes;
        this.random = random;
        this.say = say;
    }

    void node() {
        int node = some();
        hold("node " + node, () -> bridge.unplug(node));
    }

    void peers() {
        int node = some();
        hold(
                "node " + node + " from all others",
                () ->
                        nodes.stream()
                                .filter(other -> other.number != node)
                                .forEach(other -> bridge.cut(node, other.number)));
    }

    void link() {
        int one = some();
        int other = (one + random.nextInt(nodes.size() - 1)) % nodes.size() + 1;
        hold("node " + one + " from node " + other, () -> bridge.cut(one, other));
    }

    void database() {
        int node = some();
        hold("node " + node, () -> bridge.cutDatabase(node));
    }

    void flap() {
        int node = some();
        say.accept("node " + node);
        for (int i = 0; i < FLAPS; i++) {
            bridge.unplug(node);
            Waiting.pause(FLAP_MILLIS);
            bridge.plug(node);
            Waiting.pause(FLAP_MILLIS);
        }
        say.accept("healed");
    }

    private int some() {
        return nodes.get(random.nextInt(nodes.size())).number;
    }

    private void hold(String what, Runnable cut) {
        long millis = random.nextInt(3) == 0 ? MOMENT_MILLIS : DECISION_MILLIS;
        say.accept(what + " for " + millis + " ms");
        cut.run();
        Waiting.pause(millis);
        bridge.heal();
        say.accept("healed");
    }
}
