package gesso.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.edge.live.Interest.Sight;
import gesso.protocol.entity.RoomMessage;
import gesso.protocol.entity.RoomMessage.Peer;
import gesso.protocol.live.FrameCodec;
import gesso.protocol.live.ServerFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Who is here, on this node and on others, and what they point at. Never stored; the newest data of
 * a session replaces what was not yet shown. In a large room each hears only of those who concern
 * them ({@link Interest}). Times are monotonic nanoseconds.
 */
final class Presence {
    /** A node that has said nothing for so long has no peers any more. */
    private static final long FORGET_NANOS = 5_000_000_000L;

    private record Node(Map<String, Peer> peers, long heardAt) {}

    private record Shown(RoomMessage.Presence presence, Sight sight) {}

    private final Map<String, Peer> own = new LinkedHashMap<>();
    private final Map<String, Node> others = new HashMap<>();
    private final LiveLimits limits;
    private final LiveMetrics metrics;
    private final Map<String, Shown> newest = new LinkedHashMap<>();
    private final Map<String, RoomMessage.Presence> ownDirty = new LinkedHashMap<>();
    private final Map<String, Sight> dirty = new LinkedHashMap<>();

    /** Of whom each session of this node hears, while the room is large. */
    private final Map<String, Set<String>> heard = new HashMap<>();

    private final Map<String, Peer> entered = new LinkedHashMap<>();
    private final Set<String> left = new LinkedHashSet<>();
    private @Nullable Long gatheredAt;

    Presence(LiveLimits limits, LiveMetrics metrics) {
        this.limits = limits;
        this.metrics = metrics;
    }

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

    void show(String session, JsonNode data, long now) {
        var peer = own.get(session);
        if (peer != null) {
            var presence = new RoomMessage.Presence(session, peer.user(), called(peer, data, now));
            ownDirty.put(session, presence);
            remember(presence);
        }
    }

    /**
     * Who may edit may call everybody to their view, once in a while; else the call is left out.
     */
    private JsonNode called(Peer peer, JsonNode data, long now) {
        long gather = Sight.of(data).gather();
        if (gather == 0 || gather == sight(peer.session()).gather()) {
            return data;
        }
        boolean early = gatheredAt != null && now - gatheredAt < limits.gatherEvery().toNanos();
        if (peer.role().mayEdit() && !early) {
            gatheredAt = now;
            return data;
        }
        return data instanceof ObjectNode fields ? fields.deepCopy().without("gather") : data;
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

    /** The people's newest data since the last call, for one session at a time. */
    Moves takeMoves() {
        var moves = new Moves(Map.copyOf(dirty), isLarge());
        for (var session : dirty.keySet()) {
            moves.encode(session);
        }
        dirty.clear();
        return moves;
    }

    private boolean isLarge() {
        int others = this.others.values().stream().mapToInt(node -> node.peers().size()).sum();
        return own.size() + others > limits.presenceEveryone();
    }

    private Sight sight(String session) {
        var shown = newest.get(session);
        return shown == null ? Sight.UNKNOWN : shown.sight();
    }

    /** One person's newest data, with what a thousand others would otherwise look up. */
    private record Change(String session, ByteString bytes, Sight sight, boolean urgent) {}

    /** What has changed in one tick; each of it encoded once. */
    final class Moves {
        private final Map<String, Sight> before;
        private final boolean large;
        private final Map<String, ByteString> all = new LinkedHashMap<>();
        private final List<Change> changes = new ArrayList<>();
        private final Map<String, ByteString> older = new HashMap<>();

        private Moves(Map<String, Sight> before, boolean large) {
            this.before = before;
            this.large = large;
            if (!large) {
                heard.clear();
            }
        }

        private void encode(String session) {
            var shown = newest.get(session);
            if (shown != null) {
                var bytes = Presence.encode(shown.presence());
                boolean urgent = Interest.urgent(before(session), shown.sight());
                all.put(session, bytes);
                changes.add(new Change(session, bytes, shown.sight(), urgent));
            }
        }

        /** What this session is to hear; the same map for everybody in a small room. */
        Map<String, ByteString> of(String session) {
            if (!large) {
                return all;
            }
            var known = heard.computeIfAbsent(session, this::everybodyElse);
            var told = new LinkedHashMap<String, ByteString>();
            var viewer = sight(session);
            int withheld = 0;
            for (var change : changes) {
                var other = change.session();
                if (other.equals(session)) {
                    continue;
                }
                boolean was = known.contains(other);
                boolean is = concerns(viewer, other, change.sight(), was, known);
                // Who goes out of sight is shown going.
                if (was || is || change.urgent()) {
                    told.put(other, change.bytes());
                } else {
                    withheld++;
                }
            }
            metrics.withheld(withheld);
            if (before.containsKey(session) && Interest.turned(before(session), viewer)) {
                turn(session, viewer, known, told);
            }
            return told;
        }

        private Set<String> everybodyElse(String session) {
            var others = new HashSet<>(newest.keySet());
            others.remove(session);
            return others;
        }

        /** Others have come into sight without a move of their own. */
        private void turn(
                String session, Sight viewer, Set<String> known, Map<String, ByteString> told) {
            newest.forEach((other, shown) -> {
                boolean was = known.contains(other);
                if (!other.equals(session)
                        && concerns(viewer, other, shown.sight(), was, known)
                        && !was) {
                    told.computeIfAbsent(
                            other,
                            _ ->
                                    older.computeIfAbsent(
                                            other, _ -> Presence.encode(shown.presence())));
                }
            });
        }

        /** Keeps account of whom the session hears of. */
        private boolean concerns(
                Sight viewer, String other, Sight shown, boolean was, Set<String> known) {
            if (!Interest.concerns(viewer, other, shown, limits.presenceMargin())) {
                if (was) {
                    known.remove(other);
                }
                return false;
            }
            boolean room = known.size() < limits.presenceShown() || viewer.follows().equals(other);
            return was || (room && known.add(other));
        }

        private Sight before(String session) {
            return before.getOrDefault(session, Sight.UNKNOWN);
        }
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
        newest.forEach((session, shown) -> moves.put(session, encode(shown.presence())));
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
        heard.remove(session);
        heard.values().forEach(known -> known.remove(session));
    }

    private void remember(RoomMessage.Presence presence) {
        dirty.putIfAbsent(presence.session(), sight(presence.session()));
        newest.put(presence.session(), new Shown(presence, Sight.of(presence.data())));
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
