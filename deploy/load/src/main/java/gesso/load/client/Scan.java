package gesso.load.client;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a text frame without building anything: it walks the bytes once and keeps,
 * for each message, where the few values lie that a load client looks at. A frame is one JSON
 * object or an array of them, as the server writes it; anything else is counted as {@link
 * #malformed}. Values are valid only during {@link Reader#message}. Not for several threads.
 */
public final class Scan {

    /** Is told of every message of a frame, in order. */
    @FunctionalInterface
    public interface Reader {
        void message(Scan scan);
    }

    /** What a message is, by its {@code t}. */
    public enum Kind {
        EVENT,
        ACK,
        NO,
        RETRY,
        LIVE,
        STATE,
        READY,
        BYE,
        OTHER
    }

    private static final byte QUOTE = '"';
    private static final byte ESCAPE = '\\';
    private static final int ABSENT = -1;

    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private long malformed;

    private int kindFrom;
    private int kindTo;
    private int opFrom;
    private int opTo;
    private int ofFrom;
    private int ofTo;
    private int codeFrom;
    private int codeTo;
    private int dataFrom;
    private int dataTo;
    private long revision;
    private long after;

    /** Frames, or rests of frames, that were no message. */
    public long malformed() {
        return malformed;
    }

    /** Hands every message in this part of the bytes to the reader. */
    public void read(byte[] frame, int from, int to, Reader reader) {
        bytes = frame;
        at = from;
        end = to;
        if (at < end && bytes[at] == '[') {
            at++;
            while (at < end && bytes[at] != ']') {
                if (!message(reader)) {
                    return;
                }
                if (at < end && bytes[at] == ',') {
                    at++;
                }
            }
            at++;
        } else if (!message(reader)) {
            return;
        }
        if (at != end) {
            malformed++;
        }
    }

    private boolean message(Reader reader) {
        forget();
        if (!fields()) {
            malformed++;
            return false;
        }
        reader.message(this);
        return true;
    }

    private void forget() {
        kindFrom = ABSENT;
        opFrom = ABSENT;
        ofFrom = ABSENT;
        codeFrom = ABSENT;
        dataFrom = ABSENT;
        revision = ABSENT;
        after = ABSENT;
    }

    /** Walks one object, from its opening brace to behind its closing one. */
    private boolean fields() {
        if (at >= end || bytes[at] != '{') {
            return false;
        }
        at++;
        while (at < end) {
            switch (bytes[at]) {
                case '}' -> {
                    at++;
                    return true;
                }
                case ',' -> at++;
                case QUOTE -> {
                    if (!field()) {
                        return false;
                    }
                }
                default -> {
                    return false;
                }
            }
        }
        return false;
    }

    private boolean field() {
        int keyFrom = at + 1;
        int keyTo = endOfString(keyFrom);
        at = keyTo + 1;
        if (at >= end || bytes[at] != ':') {
            return false;
        }
        at++;
        int from = at;
        if (!value()) {
            return false;
        }
        keep(keyFrom, keyTo - keyFrom, from, at);
        return true;
    }

    private void keep(int key, int length, int from, int to) {
        switch (length) {
            case 1 -> {
                if (bytes[key] == 't') {
                    kindFrom = from + 1;
                    kindTo = to - 1;
                }
            }
            case 2 -> keepTwo(bytes[key], bytes[key + 1], from, to);
            case 3 -> {
                if (bytes[key] == 'r' && bytes[key + 1] == 'e' && bytes[key + 2] == 'v') {
                    revision = number(from, to);
                }
            }
            case 4 -> keepFour(bytes[key], from, to);
            case 5 -> {
                if (bytes[key] == 'a' && bytes[key + 1] == 'f') {
                    after = number(from, to);
                }
            }
            default -> {}
        }
    }

    private void keepTwo(byte first, byte second, int from, int to) {
        if (first == 'o' && second == 'f') {
            ofFrom = from + 1;
            ofTo = to - 1;
        } else if (first == 'o' && second == 'p' || first == 'i' && second == 'd') {
            opFrom = from + 1;
            opTo = to - 1;
        }
    }

    private void keepFour(byte first, int from, int to) {
        if (first == 'd') {
            dataFrom = from;
            dataTo = to;
        } else if (first == 'c') {
            codeFrom = from + 1;
            codeTo = to - 1;
        }
    }

    /** Moves behind one value of any sort. */
    private boolean value() {
        if (at >= end) {
            return false;
        }
        byte first = bytes[at];
        if (first == QUOTE) {
            at = endOfString(at + 1) + 1;
            return at <= end;
        }
        if (first == '{' || first == '[') {
            return nested();
        }
        while (at < end && bytes[at] != ',' && bytes[at] != '}' && bytes[at] != ']') {
            at++;
        }
        return at < end;
    }

    private boolean nested() {
        int depth = 0;
        while (at < end) {
            byte one = bytes[at++];
            if (one == QUOTE) {
                at = endOfString(at) + 1;
            } else if (one == '{' || one == '[') {
                depth++;
            } else if ((one == '}' || one == ']') && --depth == 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the closing quote is; the end when there is none. */
    private int endOfString(int from) {
        int i = from;
        while (i < end && bytes[i] != QUOTE) {
            i += bytes[i] == ESCAPE ? 2 : 1;
        }
        return Math.min(i, end);
    }

    private long number(int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return ABSENT;
            }
            value = value * 10 + digit;
        }
        return from == to ? ABSENT : value;
    }

    // What the present message says

    public Kind kind() {
        if (kindFrom < 0) {
            return Kind.OTHER;
        }
        int length = kindTo - kindFrom;
        byte first = bytes[kindFrom];
        return switch (length) {
            case 2 -> first == 'e' ? Kind.EVENT : first == 'n' ? Kind.NO : Kind.OTHER;
            case 3 -> first == 'a' ? Kind.ACK : first == 'b' ? Kind.BYE : Kind.OTHER;
            case 4 -> first == 'l' ? Kind.LIVE : Kind.OTHER;
            case 5 ->
                    bytes[kindFrom + 1] == 't'
                            ? Kind.STATE
                            : bytes[kindFrom + 2] == 't'
                                    ? Kind.RETRY
                                    : first == 'r' ? Kind.READY : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    /** Whether {@code of} names the canvas itself. */
    public boolean isOfCanvas() {
        return ofFrom >= 0
                && ofTo - ofFrom == 6
                && bytes[ofFrom] == 'c'
                && bytes[ofFrom + 5] == 's';
    }

    /** Negative when there is none. */
    public long revision() {
        return revision;
    }

    /** Milliseconds of a {@code retry}; negative when there is none. */
    public long after() {
        return after;
    }

    /** The operation that an event or an answer is about. */
    public Operation operation(Operation into) {
        into.parse(bytes, opFrom, opFrom < 0 ? opFrom : opTo);
        return into;
    }

    public String code() {
        return codeFrom < 0
                ? ""
                : new String(bytes, codeFrom, codeTo - codeFrom, StandardCharsets.UTF_8);
    }

    /**
     * The first whole number that stands after this key anywhere in {@code data}; negative when
     * there is none.
     */
    public long numberInData(byte key) {
        for (int i = dataFrom; dataFrom >= 0 && i < dataTo - 4; i++) {
            if (bytes[i] == QUOTE
                    && bytes[i + 1] == key
                    && bytes[i + 2] == QUOTE
                    && bytes[i + 3] == ':') {
                int to = i + 4;
                while (to < dataTo && bytes[to] >= '0' && bytes[to] <= '9') {
                    to++;
                }
                return number(i + 4, to);
            }
        }
        return ABSENT;
    }

    /** The message's text, for people. */
    public @Nullable String data() {
        return dataFrom < 0
                ? null
                : new String(bytes, dataFrom, dataTo - dataFrom, StandardCharsets.UTF_8);
    }
}
