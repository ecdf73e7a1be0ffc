package gesso.cluster.bus;

import gesso.protocol.bus.EventPattern;

/**
 * A handler that a release subscribes by itself. Found by {@link java.util.ServiceLoader}, so it
 * has a constructor without arguments.
 */
public interface Subscriber extends EventHandler {
    EventPattern pattern();
}
