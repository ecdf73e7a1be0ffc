package gesso.edge.live;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** The two ends of one socket, between its stream and its session. */
final class Wire {

    /** To the stream. */
    sealed interface Out {
        record Text(ByteString bytes) implements Out {}

        record End() implements Out {}
    }

    /** From the stream: one message, whatever its fragments were. */
    sealed interface In {
        record Text(String text) implements In {}

        record Binary() implements In {}

        record TooLarge() implements In {}
    }

    /** The session is ready for the next message. */
    enum Next {
        NEXT
    }

    /** A socket whose other side takes nothing any more is cut off. */
    static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;

        Abandoned() {
            super("the client takes nothing any more", null, false, false);
        }
    }

    private final SharedKillSwitch kill = KillSwitches.shared("live-socket");
    private final AtomicReference<@Nullable CloseCode> close = new AtomicReference<>();

    SharedKillSwitch kill() {
        return kill;
    }

    /** With what the socket is closed when its stream ends; null for an ordinary end. */
    @Nullable CloseCode close() {
        return close.get();
    }

    void closeWith(CloseCode code) {
        close.compareAndSet(null, code);
    }
}
