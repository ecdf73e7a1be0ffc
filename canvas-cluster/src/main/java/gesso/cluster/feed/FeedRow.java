package gesso.cluster.feed;

import gesso.cluster.journal.PersistenceIds;
import gesso.protocol.HybridClock;
import gesso.protocol.journal.EventCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One event as the feed reads it.
 *
 * @param payload null where the lists need no more than that it happened
 */
record FeedRow(
        String xid,
        long ordering,
        String persistenceId,
        long revision,
        @Nullable String canvas,
        long at,
        String manifest,
        byte @Nullable [] payload) {

    static FeedRow of(ResultSet row) throws SQLException {
        return new FeedRow(
                row.getString("xid"),
                row.getLong("ordering"),
                row.getString("persistence_id"),
                row.getLong("sequence_number"),
                row.getString("canvas"),
                row.getLong("at"),
                row.getString("event_ser_manifest"),
                row.getBytes("payload"));
    }

    boolean ofWidget() {
        return PersistenceIds.widgetOf(persistenceId) != null;
    }

    OffsetDateTime time() {
        return time(at);
    }

    static OffsetDateTime time(long at) {
        return Instant.ofEpochMilli(HybridClock.millis(at)).atOffset(ZoneOffset.UTC);
    }

    EventCodec.Stored stored() {
        if (payload == null) {
            throw new IllegalStateException("no payload was asked for " + manifest);
        }
        return EventCodec.decode(manifest, payload);
    }
}
