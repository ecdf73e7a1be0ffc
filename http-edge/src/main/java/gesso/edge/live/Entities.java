package gesso.edge.live;

import gesso.protocol.entity.EntityKeys;
import gesso.protocol.entity.EntityMessage;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/** The way to live entities, wherever in the cluster they are. Thread-safe. */
public interface Entities {

    void tell(EntityTypeKey<EntityMessage> type, String id, EntityMessage message);

    default void canvas(String canvas, EntityMessage message) {
        tell(EntityKeys.CANVAS, canvas, message);
    }

    default void widget(String canvas, String widget, String backend, EntityMessage message) {
        tell(EntityKeys.widget(backend), EntityKeys.widgetEntity(canvas, widget), message);
    }
}
