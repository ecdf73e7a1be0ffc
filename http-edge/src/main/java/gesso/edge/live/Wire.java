package gesso.edge.live;

import org.apache.pekko.util.ByteString;

/** What a socket's stage and its session tell each other. */
final class Wire {
    private Wire() {}

    /** To the stage. */
    sealed interface Out {

        /** One text frame; the next one only when this has been taken. */
        record Text(ByteString bytes) implements Out {}

        /** The session is ready for the next message. */
        record Next() implements Out {}

        /** Close, after what was given before. */
        record End(CloseCode code) implements Out {}

        /** The other side takes nothing any more: cut it off. */
        record Abandon() implements Out {}
    }

    /** From the client: one message, whatever its fragments were. */
    sealed interface In {
        record Text(String text) implements In {}

        record Binary() implements In {}

        /** Told once, before the message has ended; the rest of it is thrown away. */
        record TooLarge() implements In {}
    }

    /** How a stream ends whose client takes nothing. */
    static final class Abandoned extends RuntimeException {
        private static final long serialVersionUID = 1;

        Abandoned() {
            super("the client takes nothing any more", null, false, false);
        }
    }
}
