package gesso.chaos.planted;

import gesso.chaos.Fault;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Defects that the checker must see, each with the invariant that it breaks. */
public enum Defect {
    ACK_BEFORE_COMMIT(
            "I1",
            "an edit is acknowledged while it is on its way to the disk",
            EnumSet.of(Fault.DB_KILL),
            List.of(
                    Plant.result(
                            "gesso.cluster.journal.GroupCommit",
                            "store",
                            "already",
                            "(Ljava/util/concurrent/CompletableFuture;)Ljava/util/concurrent/CompletableFuture;"))),

    /** Without the fence of the database too, which would stop it. */
    OPERATION_MEMORY_LOST(
            "I1",
            "what an entity did before it recovered it does again when it is sent again",
            EnumSet.of(Fault.DB_CUT),
            List.of(
                    Plant.call(
                            "gesso.cluster.live.Resends",
                            "recovered",
                            "Operations.add",
                            "forget",
                            "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)V"),
                    Plant.body(
                            "gesso.cluster.live.Resends",
                            "askedFirst",
                            ")Ljava/util/Set;",
                            Defect::emptySet))) {
        @Override
        public @Nullable String sql() {
            return "DROP INDEX event_journal_operation";
        }
    },

    DUPLICATE_ON_RESUME(
            "I4",
            "who comes back hears its last event again",
            EnumSet.noneOf(Fault.class),
            List.of(
                    Plant.result(
                            "gesso.protocol.live.ClientFrame$Join",
                            "since",
                            "oneBack",
                            "(Ljava/util/Map;)Ljava/util/Map;"))),

    DROPPED_FAN_OUT(
            "I4",
            "some events reach nobody",
            EnumSet.noneOf(Fault.class),
            List.of(
                    Plant.call(
                            "gesso.edge.live.Outlet",
                            "delta",
                            "Outbox.event",
                            "lose",
                            "(Ljava/lang/Object;Ljava/lang/String;JLjava/lang/Object;)V"))),

    DISCARDED_ON_REPLAY(
            "I7",
            "a recovery passes over events",
            EnumSet.noneOf(Fault.class),
            List.of(
                    Plant.call(
                            "gesso.cluster.live.Scribe",
                            "evolve",
                            "Rules.evolve",
                            "discard",
                            "(Lgesso/cluster/live/Rules;Ljava/lang/Object;Lgesso/cluster/live/Recorded;)Ljava/lang/Object;"))),

    REORDERED_BATCH(
            "I1",
            "a batch is stored in another order than it was decided and told",
            EnumSet.noneOf(Fault.class),
            List.of(
                    Plant.call(
                            "gesso.cluster.live.LiveEntity",
                            "decide",
                            "List.copyOf",
                            "reversed",
                            "(Ljava/util/Collection;)Ljava/util/List;"))),

    WRONG_REVISION_AFTER_CONFLICT(
            "I1",
            "an edit that lost against another writer is acknowledged with that one's revision",
            EnumSet.of(Fault.INTRUDER),
            List.of(
                    Plant.call(
                            "gesso.cluster.journal.GroupCommit",
                            "lambda$commit",
                            "CompletableFuture.completeExceptionally",
                            "swallow",
                            "(Ljava/util/concurrent/CompletableFuture;Ljava/lang/Throwable;)Z"))),

    ACCEPTED_FROM_REVOKED(
            "I11",
            "who may not edit any more edits",
            EnumSet.noneOf(Fault.class),
            List.of(
                    Plant.body("gesso.edge.live.Rights", "allow", ")Z", Defect::yes),
                    Plant.body("gesso.cluster.widget.WidgetRules", "opens", ")Z", Defect::yes)));

    private final String invariant;
    private final String what;
    private final Set<Fault> faults;
    private final List<Plant> plants;

    Defect(String invariant, String what, Set<Fault> faults, List<Plant> plants) {
        this.invariant = invariant;
        this.what = what;
        this.faults = faults;
        this.plants = plants;
    }

    public String invariant() {
        return invariant;
    }

    /** What it takes to be seen. */
    public Set<Fault> faults() {
        return faults;
    }

    /** A fence in the database that is taken away as well; null for none. */
    public @Nullable String sql() {
        return null;
    }

    /** Writes the changed classes into a folder that goes before the product's own. */
    public void into(Path folder) {
        plants.forEach(plant -> plant.into(folder));
    }

    @Override
    public String toString() {
        return invariant + ": " + what;
    }

    private static void emptySet(CodeBuilder code) {
        code.invokestatic(
                        ClassDesc.of("java.util.Set"),
                        "of",
                        MethodTypeDesc.ofDescriptor("()Ljava/util/Set;"),
                        true)
                .areturn();
    }

    private static void yes(CodeBuilder code) {
        code.iconst_1().ireturn();
    }
}
