package gesso.cluster.journal;

import gesso.protocol.Json;
import java.io.IOException;
import java.io.NotSerializableException;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Events and snapshots as plain JSON. An event's manifest is that of its codec; a snapshot's is
 * {@code snapshot.<version>}.
 */
public final class JournalSerializer extends SerializerWithStringManifest {
    /** Stored with each row: never change it. */
    public static final int ID = 7_355;

    private static final String SNAPSHOT = "snapshot.1";

    public JournalSerializer(ExtendedActorSystem system) {}

    @Override
    public int identifier() {
        return ID;
    }

    @Override
    public String manifest(Object stored) {
        return switch (stored) {
            case JournalEvent event -> event.manifest();
            case JournalState _ -> SNAPSHOT;
            default -> throw foreign(stored);
        };
    }

    @Override
    public byte[] toBinary(Object stored) {
        return switch (stored) {
            case JournalEvent event -> event.payload();
            case JournalState state -> snapshot(state);
            default -> throw foreign(stored);
        };
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        if (!manifest.startsWith("snapshot.")) {
            return JournalEvent.read(manifest, bytes);
        }
        if (!manifest.equals(SNAPSHOT)) {
            throw new NotSerializableException("a snapshot of another version: " + manifest);
        }
        try {
            var tree = Json.MAPPER.readTree(bytes);
            return new JournalState(
                    tree.path("revision").longValue(),
                    tree.path("at").longValue(),
                    tree.path("state"));
        } catch (IOException damaged) {
            throw new NotSerializableException("a damaged snapshot: " + damaged.getMessage());
        }
    }

    private static byte[] snapshot(JournalState state) {
        var tree = Json.object().put("revision", state.revision()).put("at", state.at());
        tree.set("state", state.state());
        return Json.bytes(tree);
    }

    private static IllegalArgumentException foreign(Object stored) {
        return new IllegalArgumentException("not ours to store: " + stored.getClass().getName());
    }
}
