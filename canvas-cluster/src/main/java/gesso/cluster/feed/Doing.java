package gesso.cluster.feed;

import gesso.cluster.bus.Effects;
import gesso.cluster.bus.EventBus;
import gesso.protocol.Sums;
import gesso.protocol.bus.BusEvent;
import gesso.protocol.bus.Publication;
import gesso.protocol.entity.OperationReply;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What is done about one event, in the transaction that moves the offset past it. */
final class Doing implements Effects {
    /** The database ends a transaction that does nothing for longer. */
    private static final long PUBLISHED_SECONDS = 3;

    private final Statements sql;
    private final BusEvent event;
    private final String subscription;
    private final EventBus bus;
    private int published;

    Doing(Statements sql, BusEvent event, String subscription, EventBus bus) {
        this.sql = sql;
        this.event = event;
        this.subscription = subscription;
        this.bus = bus;
    }

    @Override
    public int run(String statement, @Nullable Object... values) throws SQLException {
        return sql.run(statement, values);
    }

    @Override
    public Optional<String> text(String query, @Nullable Object... values) throws SQLException {
        return sql.text(query, values);
    }

    @Override
    public OperationReply publish(Publication reaction) throws Exception {
        var op = Sums.id("bus", subscription, event.id(), Integer.toString(published++));
        var caused =
                new Publication(
                        reaction.type(),
                        reaction.source(),
                        reaction.data(),
                        new Publication.Metadata(
                                reaction.metadata().widget(),
                                event.origin().op(),
                                event.origin().correlation()));
        var stamp = new EventBus.Stamp(event.subject(), subscription, op, event.origin().user());
        return bus.publish(caused, stamp)
                .toCompletableFuture()
                .get(PUBLISHED_SECONDS, TimeUnit.SECONDS);
    }
}
