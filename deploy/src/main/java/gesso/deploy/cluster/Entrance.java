package gesso.deploy.cluster;

import gesso.deploy.cluster.Registry.View;
import java.util.List;

/** Decides what a node that is no member does next; pure. */
sealed interface Entrance {
    /** Members beat: join them. */
    record Join(List<String> members) implements Entrance {}

    /** Somebody may only have been cut off from the database, or is about to end: look again. */
    record Listen() implements Entrance {}

    /** Founding is for the seeds. */
    record Wait() implements Entrance {}

    /** Nobody is there: found a cluster, if that is still so. */
    record Found() implements Entrance {}

    /**
     * @param own the address of this node
     * @param seeds who may found; everybody when empty
     * @param patient whether silent members still have time to beat again
     */
    static Entrance of(View view, String own, List<String> seeds, boolean patient) {
        if (!view.fresh().isEmpty()) {
            return new Join(view.fresh());
        }
        if (!view.foreign().isEmpty()) {
            return new Listen();
        }
        if (!seeds.isEmpty() && !seeds.contains(own)) {
            return new Wait();
        }
        return view.silent().isEmpty() || !patient ? new Found() : new Listen();
    }
}
