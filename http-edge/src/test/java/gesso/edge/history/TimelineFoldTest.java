package gesso.edge.history;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.history.Timeline.Bucket;
import gesso.edge.history.Timeline.Chapter;
import gesso.edge.history.Timeline.Maker;
import gesso.edge.history.Timeline.Saved;
import gesso.protocol.HybridClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TimelineFoldTest {
    private static final long MINUTE = HybridClock.ofMillis(60_000);

    private record Happened(long at, String by, @Nullable String widget) {}

    private static Timeline fold(TimeGrid grid, List<Happened> events) {
        var fold = new TimelineFold(grid, 2, 2);
        events.forEach(one -> fold.add(one.at(), one.by(), one.widget()));
        return fold.end(List.of());
    }

    private static Timeline fold(TimeGrid grid, long... instants) {
        return fold(
                grid,
                LongStream.of(instants).mapToObj(at -> new Happened(at, "ann", null)).toList());
    }

    @Test
    @DisplayName("[ED-161] buckets have one width, cover the stretch, and empty ones are left out")
    void buckets() {
        var grid = new TimeGrid(1_000, 1_095, 10);
        assertThat(grid.width()).isEqualTo(10);
        var timeline = fold(grid, 1_000, 1_009, 1_010, 1_094);
        assertThat(timeline.events()).isEqualTo(4);
        assertThat(timeline.buckets().stream().map(Bucket::from))
                .containsExactly(1_000L, 1_010L, 1_090L);
        assertThat(timeline.buckets().stream().map(Bucket::n)).containsExactly(2L, 1L, 1L);
        assertThat(fold(new TimeGrid(7, 7, 3)).buckets()).isEmpty();
    }

    @Test
    @DisplayName("[ED-163] quiet of a fortieth of the stretch parts chapters, less does not")
    void chapters() {
        var grid = new TimeGrid(0, 400 * MINUTE, 7);
        long quiet = 10 * MINUTE;
        assertThat(grid.quiet()).isEqualTo(quiet);
        assertThat(fold(grid, 5, 6, 5 + quiet, 6 + quiet + quiet).chapters())
                .containsExactly(
                        new Chapter(5, 6 + quiet, 3, List.of("ann"), List.of()),
                        new Chapter(
                                6 + quiet + quiet,
                                7 + quiet + quiet,
                                1,
                                List.of("ann"),
                                List.of()));
    }

    @Test
    @DisplayName("[ED-163] a pause for thought of less than 30 s parts nothing")
    void shortPauses() {
        var grid = new TimeGrid(0, MINUTE, 240);
        assertThat(fold(grid, 0, MINUTE / 2 - 1).chapters()).hasSize(1);
        assertThat(fold(grid, 0, MINUTE / 2).chapters()).hasSize(2);
    }

    @Test
    @DisplayName("[ED-162] [ED-163] who made the most comes first, all others last and as one")
    void people() {
        var grid = new TimeGrid(0, 400 * MINUTE, 40);
        var events = new ArrayList<Happened>();
        Map.of("ann", 6, "bob", 3, "cem", 2, "dot", 2)
                .forEach((user, n) -> {
                    for (int i = 0; i < n; i++) {
                        events.add(new Happened(5, user, i == 0 ? "w-" + user : "w-1"));
                    }
                });
        var timeline = fold(grid, events);
        assertThat(timeline.people())
                .containsExactly(
                        new Maker("ann", 6), new Maker("bob", 3), new Maker(Timeline.OTHERS, 4));
        assertThat(timeline.buckets().getFirst().by())
                .containsExactly(Map.entry("", 4L), Map.entry("ann", 6L), Map.entry("bob", 3L));
        assertThat(timeline.chapters())
                .containsExactly(
                        new Chapter(
                                5,
                                6,
                                13,
                                List.of("ann", "bob", Timeline.OTHERS),
                                List.of("w-1", "w-ann")));
    }

    @RepeatedTest(50)
    @DisplayName(
            "[ED-161] [ED-163] [ED-166] kept in columns, with room or without, parts read and read again: the same timeline, of 41 chapters at most")
    void law(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        long birth = random.nextLong(1L << 50);
        long span = 1 + random.nextLong(10_000 * MINUTE);
        var events =
                LongStream.generate(() -> birth + random.nextLong(random.nextBoolean() ? span : 40))
                        .limit(random.nextInt(600))
                        .sorted()
                        .mapToObj(at ->
                                new Happened(
                                        at,
                                        "u-" + random.nextInt(5),
                                        random.nextBoolean() ? null : "w-" + random.nextInt(4)))
                        .toList();
        var columns = new EventColumns(1 + random.nextInt(700));
        for (int reading = 0; reading < 6; reading++) {
            long from = birth + random.nextLong(span);
            long to = from + random.nextLong(birth + span + 40 - from);
            var grid = new TimeGrid(from, to, 1 + random.nextInt(1_000));
            var kept = new TimelineFold(grid, 2, 2);
            columns.fold(from, to, kept);
            long until = columns.until();
            if (until < to) {
                boolean fails = random.nextInt(4) == 0;
                int before = columns.size();
                for (var one : events) {
                    if (one.at() >= until && one.at() < to) {
                        columns.add(one.at(), one.by(), one.widget());
                        if (one.at() >= from) {
                            kept.add(one.at(), one.by(), one.widget());
                        }
                    }
                }
                if (fails) {
                    columns.add(new Saved("l", "L", until));
                    columns.back(before);
                } else {
                    columns.added(to);
                }
            }
            var wanted =
                    fold(grid, events.stream().filter(e -> e.at() >= from && e.at() < to).toList());
            assertThat(kept.end(List.of())).isEqualTo(wanted);
            assertThat(wanted.chapters()).hasSizeLessThanOrEqualTo(41);
            assertThat(columns.saved(0, Long.MAX_VALUE)).isEmpty();
        }
    }
}
