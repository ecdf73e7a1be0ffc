package gesso.edge.history;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.history.Timeline.Chapter;
import gesso.edge.history.Timeline.Count;
import gesso.edge.history.Timeline.Maker;
import gesso.protocol.HybridClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TimelineFoldTest {
    private static final long MINUTE = HybridClock.ofMillis(60_000);

    /** As the statement counts: single events of one person, in their cells. */
    private static Timeline fold(TimeGrid grid, long... instants) {
        var fold = new Timeline.Fold(grid, 20);
        var cell = new ArrayList<Count>();
        for (long at : instants) {
            int its = cell(grid, at);
            if (!cell.isEmpty() && cell.getLast().cell() != its) {
                fold.cell(cell);
                cell.clear();
            }
            cell.add(new Count.By(its, "ann", 1, at, at));
        }
        if (!cell.isEmpty()) {
            fold.cell(cell);
        }
        return fold.end(List.of());
    }

    private static int cell(TimeGrid grid, long at) {
        long since = at - grid.from();
        return (int)
                (since / grid.width() * grid.cellsOfBucket()
                        + since % grid.width() / grid.cellWidth());
    }

    @Test
    @DisplayName("[ED-161] buckets have one width, cover the stretch, and empty ones are left out")
    void buckets() {
        var grid = new TimeGrid(1_000, 1_095, 10);
        assertThat(grid.width()).isEqualTo(10);
        var timeline = fold(grid, 1_000, 1_009, 1_010, 1_094);
        assertThat(timeline.events()).isEqualTo(4);
        assertThat(timeline.buckets().stream().map(Timeline.Bucket::from))
                .containsExactly(1_000L, 1_010L, 1_090L);
        assertThat(timeline.buckets().stream().map(Timeline.Bucket::n)).containsExactly(2L, 1L, 1L);
        assertThat(fold(new TimeGrid(7, 7, 3)).buckets()).isEmpty();
    }

    @Test
    @DisplayName("[ED-163] quiet of a fortieth of the stretch parts chapters, less does not")
    void chapters() {
        var grid = new TimeGrid(0, 400 * MINUTE, 7);
        long quiet = 10 * MINUTE;
        assertThat(grid.quiet()).isEqualTo(quiet);
        var timeline = fold(grid, 5, 6, 5 + quiet, 6 + quiet + quiet);
        assertThat(timeline.chapters())
                .containsExactly(
                        new Chapter(5, 5 + quiet + 1, 3, List.of("ann"), List.of()),
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

    @RepeatedTest(50)
    @DisplayName(
            "[ED-163] chapters are those of the events themselves, whatever the buckets, 41 at most")
    void law(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        long from = random.nextLong(1L << 50);
        long span = 1 + random.nextLong(10_000 * MINUTE);
        var grid = new TimeGrid(from, from + span, 1 + random.nextInt(1_000));
        long[] instants =
                LongStream.generate(() -> from + random.nextLong(span))
                        .limit(random.nextInt(200))
                        .sorted()
                        .toArray();
        var wanted = new ArrayList<List<Long>>();
        for (int i = 0; i < instants.length; i++) {
            if (i == 0 || instants[i] - instants[i - 1] >= grid.quiet()) {
                wanted.add(new ArrayList<>());
            }
            wanted.getLast().add(instants[i]);
        }
        var timeline = fold(grid, instants);
        assertThat(timeline.chapters().stream().map(one -> List.of(one.from(), one.to(), one.n())))
                .containsExactlyElementsOf(
                        wanted.stream()
                                .map(all ->
                                        List.of(
                                                all.getFirst(),
                                                all.getLast() + 1,
                                                (long) all.size()))
                                .toList());
        assertThat(timeline.chapters()).hasSizeLessThanOrEqualTo(41);
        assertThat(timeline.buckets().stream().mapToLong(Timeline.Bucket::n).sum())
                .isEqualTo(instants.length);
    }

    @Test
    @DisplayName("[ED-162] [ED-163] who made the most comes first, all others last and as one")
    void people() {
        var grid = new TimeGrid(0, 400 * MINUTE, 40);
        var fold = new Timeline.Fold(grid, 2);
        fold.cell(
                List.of(
                        new Count.By(0, "ann", 2, 0, 5),
                        new Count.By(0, Timeline.OTHERS, 9, 0, 7),
                        new Count.By(0, "bob", 3, 1, 2),
                        new Count.Of(0, "chat-1", 1),
                        new Count.Of(0, "todo-1", 5),
                        new Count.Of(0, "zoo-1", 1)));
        fold.cell(List.of(new Count.By(39, "ann", 4, 399 * MINUTE, 399 * MINUTE)));
        var timeline = fold.end(List.of());
        assertThat(timeline.people())
                .containsExactly(
                        new Maker("ann", 6), new Maker("bob", 3), new Maker(Timeline.OTHERS, 9));
        assertThat(timeline.chapters())
                .containsExactly(
                        new Chapter(
                                0,
                                8,
                                14,
                                List.of("bob", "ann", Timeline.OTHERS),
                                List.of("todo-1", "chat-1")),
                        new Chapter(399 * MINUTE, 399 * MINUTE + 1, 4, List.of("ann"), List.of()));
        assertThat(timeline.buckets().getFirst().by())
                .containsExactly(
                        java.util.Map.entry("", 9L),
                        java.util.Map.entry("ann", 2L),
                        java.util.Map.entry("bob", 3L));
    }
}
