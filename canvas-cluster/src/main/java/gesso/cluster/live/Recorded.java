package gesso.cluster.live;

import gesso.protocol.Origin;

/** An event with its place in its entity's journal: revisions run 1..n without a gap. */
public record Recorded<E>(long revision, Origin origin, E event) {}
