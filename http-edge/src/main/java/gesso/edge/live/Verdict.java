package gesso.edge.live;

import gesso.protocol.Refusal;
import gesso.protocol.Role;

/** Whether a person has a right on a canvas. */
public sealed interface Verdict {
    record Allowed(Role role) implements Verdict {}

    record Refused(Refusal why) implements Verdict {}

    /** The room does not know: it has no lease. */
    record Unknown() implements Verdict {}
}
