package gesso.cluster.bus;

import gesso.protocol.bus.Publication;
import gesso.protocol.entity.OperationReply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a handler can do about an event, exactly once. For use within {@code handle} alone. */
public interface Effects {

    /** One statement in the transaction that moves the offset; how many rows it has changed. */
    int run(String sql, @Nullable Object... values) throws Exception;

    /** The first column of the first row, where there is one with something in it. */
    Optional<String> text(String sql, @Nullable Object... values) throws Exception;

    /**
     * Publishes on the same canvas, in the name of whoever made the event, which becomes the cause.
     * The operation id follows from the event, so an event that comes again publishes nothing more.
     */
    OperationReply publish(Publication reaction) throws Exception;
}
