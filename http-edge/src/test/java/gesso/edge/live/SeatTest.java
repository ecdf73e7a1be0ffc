package gesso.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Role;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SeatTest {
    @Test
    @DisplayName("[ED-L4] of widgets that a canvas does not have few are kept, of its own all")
    void absent() {
        var seat =
                new Seat("s1", "ann", "Ann", TestInbox.<ToSession>create().getRef(), Role.EDITOR);
        seat.join(Map.of(), null, 0);
        IntStream.range(0, 5_000).forEach(n -> seat.unwatch("no-" + n, false));
        assertThat(seat.afresh).hasSize(Seat.ABSENT_MAX);
        IntStream.range(0, 2_000).forEach(n -> seat.unwatch("w-" + n, true));
        assertThat(seat.afresh).hasSize(Seat.ABSENT_MAX + 2_000);
        assertThat(seat.wants("w-1999")).isFalse();
        assertThat(seat.wants("no-4999")).isTrue();
    }
}
