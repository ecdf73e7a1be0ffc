package gesso.protocol.entity;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import gesso.protocol.ClusterMessage;
import org.jspecify.annotations.Nullable;

/**
 * One command with who wants it. The pair (client, id) has one effect for ever; the same pair with
 * another {@code sum} is refused.
 *
 * @param undoes set by the platform on compensations only
 * @param redoes set by the platform on compensations only
 * @param again the sender knows that it may have been sent before
 * @param clock the sender's instant: the effect is later
 * @param access the access revision that the sender authorised against; 0 where the entity itself
 *     holds the members (a canvas)
 */
public record Operation(
        String id,
        String client,
        @Nullable String session,
        String user,
        @Nullable String cause,
        String correlation,
        @Nullable String trace,
        @Nullable String undoes,
        @Nullable String redoes,
        String sum,
        boolean again,
        long clock,
        long access,
        @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "#") Command command)
        implements ClusterMessage {}
