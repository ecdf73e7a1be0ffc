package gesso.cluster.journal;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A snapshot as it is stored. Optional to recovery: one that cannot be read counts as none.
 *
 * @param revision of the last event in it
 * @param at its instant
 */
public record JournalState(long revision, long at, JsonNode state) {}
