package gesso.load.client;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** What a seat sends: always another place than the one before, so that every move is an event. */
public enum Moves {
    /** Everybody's widget moves in rows of its own. */
    APART {
        @Override
        void write(ByteBuf to, Seat seat, int phase, int number) {
            move(to, seat, phase, number, ROWS_APART);
        }
    },
    /** The rows overlap: with collision {@code push} a move pushes others away. */
    CROWDED {
        @Override
        void write(ByteBuf to, Seat seat, int phase, int number) {
            move(to, seat, phase, number, 1);
        }
    },
    /** Presence alone; the number travels as the cursor's place. */
    CURSORS {
        @Override
        void write(ByteBuf to, Seat seat, int phase, int number) {
            ascii(to, "{\"t\":\"live\",\"data\":{\"cursor\":{\"x\":");
            number(to, number);
            ascii(to, ",\"y\":");
            number(to, seat.number());
            ascii(to, "}}}");
        }
    };

    static final byte CURSOR_NUMBER = 'x';
    static final byte CURSOR_SEAT = 'y';

    private static final int COLUMNS = 8;
    private static final int ROWS = 4;
    private static final int ROWS_APART = 8;
    private static final int ROWS_MAX = 9_000;

    abstract void write(ByteBuf to, Seat seat, int phase, int number);

    private static void move(ByteBuf to, Seat seat, int phase, int number, int apart) {
        ascii(to, "{\"t\":\"cmd\",\"id\":\"");
        Operation.write(to, phase, seat.number(), number);
        ascii(to, "\",\"to\":\"canvas\",\"do\":\"move-widget\",\"data\":{\"widget\":\"");
        to.writeBytes(seat.widget());
        ascii(to, "\",\"position\":{\"x\":");
        number(to, (number + 1) % COLUMNS);
        ascii(to, ",\"y\":");
        // The rows of one phase are not those of the next: its first move is a move too.
        int row = phase % 2 * ROWS + number / COLUMNS % ROWS;
        number(to, (seat.number() * apart + row) % ROWS_MAX);
        ascii(to, "}}}");
    }

    private static void ascii(ByteBuf to, String text) {
        to.writeCharSequence(text, StandardCharsets.US_ASCII);
    }

    private static void number(ByteBuf to, int value) {
        if (value >= 10) {
            number(to, value / 10);
        }
        to.writeByte('0' + value % 10);
    }
}
