package gesso.load.client;

import io.netty.buffer.ByteBuf;

/**
 * The id of an operation of a load run, {@code phase.seat.number} in base 32: whoever sees it knows
 * who sent it and when it was meant to be sent, without a look into a map. Reused for every
 * message; not for several threads.
 */
public final class Operation {
    private static final int NONE = -1;
    private static final int BITS = 5;
    private static final byte[] DIGITS = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',
        'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v'
    };

    private int phase = NONE;
    private int seat = NONE;
    private int number = NONE;

    public int phase() {
        return phase;
    }

    public int seat() {
        return seat;
    }

    /** Of this seat in this phase, from 0. */
    public int number() {
        return number;
    }

    /** Whether what was read is such an id; those of others are none. */
    public boolean isOurs() {
        return number != NONE;
    }

    void parse(byte[] bytes, int from, int to) {
        phase = NONE;
        seat = NONE;
        number = NONE;
        int value = 0;
        int parts = 0;
        int digits = 0;
        for (int i = from; i >= 0 && i < to; i++) {
            int digit = digit(bytes[i]);
            if (digit >= 0 && digits < 6) {
                value = value << BITS | digit;
                digits++;
            } else if (bytes[i] == '.' && digits > 0 && parts < 2) {
                if (parts++ == 0) {
                    phase = value;
                } else {
                    seat = value;
                }
                value = 0;
                digits = 0;
            } else {
                return;
            }
        }
        if (parts == 2 && digits > 0) {
            number = value;
        }
    }

    private static int digit(byte one) {
        return one >= '0' && one <= '9'
                ? one - '0'
                : one >= 'a' && one <= 'v' ? one - 'a' + 10 : NONE;
    }

    static void write(ByteBuf to, int phase, int seat, int number) {
        write(to, phase);
        to.writeByte('.');
        write(to, seat);
        to.writeByte('.');
        write(to, number);
    }

    private static void write(ByteBuf to, int value) {
        int shift = value == 0 ? 0 : (31 - Integer.numberOfLeadingZeros(value)) / BITS * BITS;
        for (; shift >= 0; shift -= BITS) {
            to.writeByte(DIGITS[value >>> shift & DIGITS.length - 1]);
        }
    }
}
