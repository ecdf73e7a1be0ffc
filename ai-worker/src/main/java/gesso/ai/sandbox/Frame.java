package gesso.ai.sandbox;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One message between the two processes, in both directions: a kind, a number, and texts with their
 * lengths before them. Without a library, so that the process has as little in it as can be.
 */
record Frame(byte kind, int number, List<String> texts) {
    /** Of one text in UTF-8; the scripts of the page's build are the largest. */
    static final int TEXT_MAX = 4 << 20;

    static final int TEXTS_MAX = 4;

    /** To the child: the scripts; answered by {@link #READY}. */
    static final byte SCRIPTS = 1;

    /** To the child: code and specification, and the time in ms that it has. */
    static final byte CHECK = 2;

    static final byte TEST = 3;

    static final byte READY = 10;

    /** From the child: the report, and how many promises were refused unhandled. */
    static final byte REPORT = 11;

    static final byte THREW = 12;
    static final byte TIME = 13;
    static final byte MEMORY = 14;
    static final byte SIZE = 15;

    static Frame of(byte kind, int number, String... texts) {
        return new Frame(kind, number, List.of(texts));
    }

    void write(DataOutputStream out) throws IOException {
        out.writeByte(kind);
        out.writeInt(number);
        out.writeInt(texts.size());
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(bytes.length);
            out.write(bytes);
        }
        out.flush();
    }

    static boolean fits(String text) {
        return text.length() <= TEXT_MAX
                && text.getBytes(StandardCharsets.UTF_8).length <= TEXT_MAX;
    }

    static Frame read(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        int number = in.readInt();
        int count = bounded(in.readInt(), TEXTS_MAX);
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            var bytes = new byte[bounded(in.readInt(), TEXT_MAX)];
            in.readFully(bytes);
            texts.add(new String(bytes, StandardCharsets.UTF_8));
        }
        return new Frame(kind, number, texts);
    }

    private static int bounded(int size, int most) throws IOException {
        if (size < 0 || size > most) {
            throw new IOException("no frame of ours");
        }
        return size;
    }
}
