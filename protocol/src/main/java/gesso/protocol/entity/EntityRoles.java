package gesso.protocol.entity;

import java.util.Set;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * Which nodes host which entities: those with the role {@code canvas}, but the widgets of some
 * backends have nodes of their own. The whole cluster has the same; whoever asks another role looks
 * for its entities where none are.
 *
 * @param apart backends whose widgets live on {@code app:NAME} alone
 */
public record EntityRoles(Set<String> apart) {
    /** Hosts whatever has no nodes of its own. */
    public static final String CANVAS = "canvas";

    private static final String APP = "app:";

    public EntityRoles {
        apart = Set.copyOf(apart);
    }

    /** The role of a node that hosts the widgets of one backend alone. */
    public static String app(String backend) {
        return APP + backend;
    }

    /** The role that a node must have to host this type. */
    public String of(EntityTypeKey<EntityMessage> type) {
        return apart.stream()
                .filter(backend -> EntityKeys.widget(backend).name().equals(type.name()))
                .findFirst()
                .map(EntityRoles::app)
                .orElse(CANVAS);
    }
}
