package gesso.protocol.entity;

import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;

/**
 * The shard types and the names of entities in them. They are fixed when a cluster is founded:
 * another number of shards or another name needs a full restart.
 */
public final class EntityKeys {
    public static final int SHARDS = 100;
    public static final EntityTypeKey<EntityMessage> CANVAS = key("canvas");
    public static final EntityTypeKey<EntityMessage> APP = key("app");
    public static final EntityTypeKey<EntityMessage> GENERATION = key("generation");

    private EntityKeys() {}

    /**
     * One shard type per backend, so that an app can have nodes of its own; "" for apps without
     * one.
     */
    public static EntityTypeKey<EntityMessage> widget(String backend) {
        return key(backend.isEmpty() ? "widget" : "widget-" + backend);
    }

    public static String widgetEntity(String canvas, String widget) {
        return canvas + "|" + widget;
    }

    private static EntityTypeKey<EntityMessage> key(String name) {
        return EntityTypeKey.create(EntityMessage.class, name);
    }
}
