package gesso.protocol;

/**
 * Whatever may travel between nodes; bound to Jackson CBOR, so a rolling upgrade can read both
 * sides.
 */
public interface ClusterMessage {}
