package gesso.cluster.notes;

import gesso.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Whether bytes have the form of a Yjs update, version 1: structs by client, then deleted ranges,
 * and nothing after them. What the structs mean, and whether their neighbours are known, is Yjs's
 * to say; but what has this form every page can read, so no change of one page breaks the others.
 */
final class YjsUpdate {
    /** Values inside values. */
    private static final int DEPTH_MAX = 32;

    private static final int GC = 0;
    private static final int SKIP = 10;

    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable() {
            super(null, null, false, false);
        }
    }

    private final byte[] bytes;
    private int at;

    private YjsUpdate(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Base64 as written by {@code btoa}: padded, without line breaks. */
    static boolean isBase64Update(String text) {
        try {
            return text.length() % 4 == 0 && isUpdate(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    static boolean isUpdate(byte[] bytes) {
        var update = new YjsUpdate(bytes);
        try {
            update.structs();
            update.deletions();
            return update.at == bytes.length;
        } catch (Unreadable _) {
            return false;
        }
    }

    private void structs() {
        for (long clients = number(); clients > 0; clients--) {
            long structs = number();
            id();
            for (; structs > 0; structs--) {
                struct();
            }
        }
    }

    private void deletions() {
        for (long clients = number(); clients > 0; clients--) {
            number();
            for (long ranges = number(); ranges > 0; ranges--) {
                id();
            }
        }
    }

    private void struct() {
        int info = next();
        int kind = info & 0x1f;
        if (kind == GC || kind == SKIP) {
            number();
            return;
        }
        boolean afterKnown = (info & 0x80) != 0;
        boolean beforeKnown = (info & 0x40) != 0;
        if (afterKnown) {
            id();
        }
        if (beforeKnown) {
            id();
        }
        if (!afterKnown && !beforeKnown) {
            parent();
            if ((info & 0x20) != 0) {
                text();
            }
        }
        content(kind);
    }

    private void parent() {
        if (number() == 1) {
            text();
        } else {
            id();
        }
    }

    private void content(int kind) {
        switch (kind) {
            case 1 -> number();
            case 2 -> {
                for (long parts = number(); parts > 0; parts--) {
                    json(true);
                }
            }
            case 3 -> skip(number());
            case 4 -> text();
            case 5 -> json(false);
            case 6 -> {
                text();
                json(false);
            }
            case 7 -> type();
            case 8 -> {
                for (long parts = number(); parts > 0; parts--) {
                    any(0);
                }
            }
            case 9 -> {
                text();
                any(0);
            }
            default -> throw new Unreadable();
        }
    }

    private void type() {
        long type = number();
        if (type > 6) {
            throw new Unreadable();
        }
        if (type == 3 || type == 5) {
            text();
        }
    }

    private void json(boolean mayBeUndefined) {
        int start = at;
        skip(number());
        int head = start;
        while (bytes[head] < 0) {
            head++;
        }
        var text = new String(bytes, head + 1, at - head - 1, StandardCharsets.UTF_8);
        if (!(mayBeUndefined && text.equals("undefined")) && Json.parse(text).isEmpty()) {
            throw new Unreadable();
        }
    }

    private void any(int depth) {
        if (depth > DEPTH_MAX) {
            throw new Unreadable();
        }
        switch (next()) {
            case 127, 126, 121, 120 -> {}
            case 125 -> number();
            case 124 -> skip(4);
            case 123, 122 -> skip(8);
            case 119 -> text();
            case 118 -> {
                for (long fields = number(); fields > 0; fields--) {
                    text();
                    any(depth + 1);
                }
            }
            case 117 -> {
                for (long items = number(); items > 0; items--) {
                    any(depth + 1);
                }
            }
            case 116 -> skip(number());
            default -> throw new Unreadable();
        }
    }

    /** A client and a clock, or a clock and a length. */
    private void id() {
        number();
        number();
    }

    private void text() {
        skip(number());
    }

    private void skip(long count) {
        if (count > bytes.length - at) {
            throw new Unreadable();
        }
        at += (int) count;
    }

    private int next() {
        if (at >= bytes.length) {
            throw new Unreadable();
        }
        return bytes[at++] & 0xff;
    }

    /** Seven bits in each byte, low ones first; no more than JavaScript counts exactly. */
    private long number() {
        long value = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            int part = next();
            value |= (long) (part & 0x7f) << shift;
            if (part < 0x80) {
                if (value >= 1L << 53) {
                    throw new Unreadable();
                }
                return value;
            }
        }
        throw new Unreadable();
    }
}
