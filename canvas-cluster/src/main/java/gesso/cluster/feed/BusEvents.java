package gesso.cluster.feed;

import gesso.cluster.app.AppEntity;
import gesso.cluster.generation.GenerationEntity;
import gesso.cluster.journal.PersistenceIds;
import gesso.protocol.bus.BusEvent;
import gesso.protocol.bus.Sources;
import gesso.protocol.entity.EventView;
import gesso.protocol.journal.EventCodec;
import org.jspecify.annotations.Nullable;

/** Makes of a row of the journal what the bus tells. */
final class BusEvents {
    private BusEvents() {}

    /**
     * @param app of the widget; needed for what an app has emitted
     */
    static BusEvent of(FeedRow row, EventCodec.Stored stored, @Nullable String app) {
        var id = row.persistenceId();
        var widget = PersistenceIds.widgetOf(id);
        var canvas = row.canvas();
        var of = canvas == null ? apart(id) : widget == null ? EventView.CANVAS : widget;
        return BusEvent.of(
                id,
                canvas == null ? id.substring(id.indexOf('|') + 1) : canvas,
                Sources.of(stored.manifest(), app),
                EventCodec.view(of, row.revision(), stored));
    }

    private static String apart(String persistenceId) {
        return PersistenceIds.isGeneration(persistenceId) ? GenerationEntity.OF : AppEntity.OF;
    }
}
