package gesso.cluster.journal;

import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import scala.jdk.javaapi.CollectionConverters;

/** One event of one entity, as the journal's table has it. */
record JournalRow(
        String persistenceId, long revision, String writer, long timestamp, JournalEvent event) {

    static List<JournalRow> of(AtomicWrite write) {
        return CollectionConverters.asJava(write.payload()).stream()
                .flatMap(JournalRow::of)
                .toList();
    }

    private static Stream<JournalRow> of(PersistentRepr repr) {
        if (!(repr.payload() instanceof JournalEvent event)) {
            throw new IllegalArgumentException(
                    "not an event of ours: " + repr.payload().getClass().getName());
        }
        var own =
                new JournalRow(
                        repr.persistenceId(),
                        repr.sequenceNr(),
                        repr.writerUuid(),
                        repr.timestamp(),
                        event);
        return Stream.concat(Stream.of(own), event.firsts().stream().map(own::first));
    }

    private JournalRow first(JournalEvent.First other) {
        return new JournalRow(other.persistenceId(), 1, writer, timestamp, other.event());
    }
}
