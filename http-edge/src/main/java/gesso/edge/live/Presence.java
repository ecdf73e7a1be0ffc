package gesso.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.entity.RoomMessage;
import gesso.protocol.entity.RoomMessage.Peer;
import gesso.protocol.live.FrameCodec;
import gesso.protocol.live.ServerFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Who is here, on this node and on others, and what they point at. Never stored; the newest data of
 * a session replaces what was not yet shown. Times are monotonic nanoseconds.
 */
final class Presence {
    /** A node that has said nothing for so long has no peers any more. */
    private static final long FORGET_NANOS = 5_000_000_000L;

    private record Node(Map<String, Peer> peers, long heardAt) {}

    private final Map<String, Peer> own = new LinkedHashMap<>();
    private final Map<String, Node> others = new HashMap<>();
    private final Map<String, RoomMessage.Presence> newest = new LinkedHashMap<>();
    private final Map<String, RoomMessage.Presence> ownDirty = new LinkedHashMap<>();
    private final Set<String> dirty = new LinkedHashSet<>();
    private final Map<String, Peer> entered = new LinkedHashMap<>();
    private final Set<String> left = new LinkedHashSet<>();

    /** A session of this node, anew when its role has changed. */
    void enter(Peer peer) {
        own.put(peer.session(), peer);
        cameIn(peer);
    }

    void leave(String session) {
        if (own.remove(session) != null) {
            wentOut(session);
        }
    }

    void show(String session, JsonNode data) {
        var peer = own.get(session);
        if (peer != null) {
            var presence = new RoomMessage.Presence(session, peer.user(), data);
            ownDirty.put(session, presence);
            remember(presence);
        }
    }

    void hear(RoomMessage message, long now) {
        switch (message) {
            case RoomMessage.Present(var node, var peers) -> present(node, peers, now);
            case RoomMessage.Moved(var node, var live) -> {
                var known = others.get(node);
                for (var presence : live) {
                    if (known != null && known.peers().containsKey(presence.session())) {
                        remember(presence);
                    }
                }
            }
            default -> {}
        }
    }

    /** Forgets silent nodes. */
    void beat(long now) {
        for (var node : List.copyOf(others.entrySet())) {
            if (now - node.getValue().heardAt() > FORGET_NANOS) {
                others.remove(node.getKey());
                node.getValue().peers().keySet().forEach(this::wentOut);
            }
        }
    }

    boolean hasNews() {
        return !dirty.isEmpty() || !entered.isEmpty() || !left.isEmpty();
    }

    List<Peer> ownPeers() {
        return List.copyOf(own.values());
    }

    /** What sessions of this node have shown since the last call. */
    List<RoomMessage.Presence> takeOwnMoves() {
        var moves = List.copyOf(ownDirty.values());
        ownDirty.clear();
        return moves;
    }

    /** The people's newest data, encoded, since the last call. */
    Map<String, ByteString> takeMoves() {
        var moves = new LinkedHashMap<String, ByteString>();
        for (var session : dirty) {
            var presence = newest.get(session);
            if (presence != null) {
                moves.put(session, encode(presence));
            }
        }
        dirty.clear();
        return moves;
    }

    /** Who came and went since the last call; call {@link #settle} when all have been told. */
    @Nullable ByteString news(String session) {
        var in = entered.values().stream().filter(peer -> !peer.session().equals(session)).toList();
        return in.isEmpty() && left.isEmpty() ? null : encode(in, List.copyOf(left));
    }

    boolean concerns(String session) {
        return entered.containsKey(session);
    }

    void settle() {
        entered.clear();
        left.clear();
    }

    /** Everybody but this session, or null when it is alone. */
    @Nullable ByteString all(String session) {
        var peers = new ArrayList<>(own.values());
        others.values().forEach(node -> peers.addAll(node.peers().values()));
        peers.removeIf(peer -> peer.session().equals(session));
        return peers.isEmpty() ? null : encode(peers, List.of());
    }

    /** What everybody has last shown. */
    Map<String, ByteString> allMoves() {
        var moves = new LinkedHashMap<String, ByteString>();
        newest.forEach((session, presence) -> moves.put(session, encode(presence)));
        return moves;
    }

    private void present(String node, List<Peer> peers, long now) {
        var known = others.containsKey(node) ? others.get(node).peers() : Map.<String, Peer>of();
        var present = new LinkedHashMap<String, Peer>();
        for (var peer : peers) {
            present.put(peer.session(), peer);
            if (!peer.equals(known.get(peer.session()))) {
                cameIn(peer);
            }
        }
        for (var session : known.keySet()) {
            if (!present.containsKey(session)) {
                wentOut(session);
            }
        }
        if (present.isEmpty()) {
            others.remove(node);
        } else {
            others.put(node, new Node(present, now));
        }
    }

    private void cameIn(Peer peer) {
        entered.put(peer.session(), peer);
        left.remove(peer.session());
    }

    private void wentOut(String session) {
        entered.remove(session);
        left.add(session);
        newest.remove(session);
        ownDirty.remove(session);
        dirty.remove(session);
    }

    private void remember(RoomMessage.Presence presence) {
        newest.put(presence.session(), presence);
        dirty.add(presence.session());
    }

    private static ByteString encode(RoomMessage.Presence presence) {
        return bytes(new ServerFrame.Live(presence.session(), presence.user(), presence.data()));
    }

    private static ByteString encode(List<Peer> in, List<String> out) {
        var peers =
                in.stream()
                        .map(peer ->
                                new ServerFrame.Peer(
                                        peer.session(), peer.user(), peer.name(), peer.role()))
                        .toList();
        return bytes(new ServerFrame.Peers(peers, out));
    }

    private static ByteString bytes(ServerFrame frame) {
        return ByteString.fromArrayUnsafe(FrameCodec.bytes(frame));
    }
}
