package gesso.edge.live;

import gesso.protocol.Refusal;
import org.apache.pekko.actor.typed.ActorRef;

/** Whether a person may open a live socket to a canvas. */
public sealed interface Admission {
    record Admitted(ActorRef<Session.Message> session) implements Admission {}

    record Refused(Refusal why) implements Admission {}
}
