package gesso.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.chaos.planted.Defect;
import java.util.EnumSet;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A checker that finds nothing proves nothing until it has been seen to find. */
@Tag("long")
class DefectsIT {
    private static final long SEED = 11;
    private static final int SECONDS = 10;
    private static final int EDITS = 400;

    @ParameterizedTest(name = "[DE-93] {0}")
    @EnumSource
    @DisplayName("[DE-93] a planted defect is found by the invariant that it breaks")
    void found(Defect defect) throws Exception {
        var name = defect.name().toLowerCase(Locale.ROOT);
        var outcome = run(name, defect);
        assertThat(outcome.verdict().invariants()).as(outcome.json()).contains(defect.invariant());
    }

    @Test
    @DisplayName("[DE-93] the same seed and the same faults without a defect break nothing")
    void nonePlanted() throws Exception {
        assertThat(run("unplanted", null).verdict().broken()).isEmpty();
    }

    private static ChaosRun.Outcome run(String name, @Nullable Defect defect) throws Exception {
        var faults = EnumSet.noneOf(Fault.class);
        for (var one : defect == null ? Defect.values() : new Defect[] {defect}) {
            faults.addAll(one.faults());
        }
        var base = Runs.settings(name, SEED, 2, faults, defect).until(SECONDS, EDITS);
        boolean restarts = defect == null || defect.invariant().equals("I7");
        var settings = base.small(6, 2).ending(defect == null ? 60 : 5, restarts);
        var sql = defect == null ? null : defect.sql();
        var outcome =
                new ChaosRun(settings, System.out::println).run(sql == null ? null : () -> sql);
        System.out.println(Runs.tell(name, outcome));
        return outcome;
    }
}
