package gesso.load.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One person's socket: sends at its turns, and checks that everything that happens on its canvas
 * comes once, in order, without a gap. Confined to its event loop.
 */
final class Seat extends ChannelInboundHandlerAdapter implements Scan.Reader {
    /** More than one frame, so that a socket which is merely busy does not hold its sender up. */
    private static final int FRAME_BYTES = 512;

    /**
     * What is due waits here past so many without an answer, as on the page: the server takes 600,
     * and what it has to refuse costs it as much as what it takes.
     */
    private static final int UNANSWERED_MAX = 500;

    private static final int NONE = -1;

    private final int number;
    private final Ticket ticket;
    private final Room room;
    private final Loop loop;
    private final int seats;
    private final byte[] widget;
    private final CompletableFuture<Seat> ready = new CompletableFuture<>();
    private @Nullable Channel channel;
    private long revision = NONE;
    private long readyAt = Long.MAX_VALUE;
    private int sent;
    private long owed;
    private long unanswered;
    private int closeCode;
    private String bye = "";
    private boolean leaving;
    private int @Nullable [] cursors;

    Seat(int number, Ticket ticket, Room room, Loop loop, int seats) {
        this.number = number;
        this.ticket = ticket;
        this.room = room;
        this.loop = loop;
        this.seats = seats;
        this.widget =
                (ticket.widget() == null ? "" : ticket.widget()).getBytes(StandardCharsets.UTF_8);
    }

    int number() {
        return number;
    }

    Ticket ticket() {
        return ticket;
    }

    byte[] widget() {
        return widget;
    }

    Loop loop() {
        return loop;
    }

    /** Completes when the canvas and all its widgets have come. */
    CompletableFuture<Seat> ready() {
        return ready;
    }

    // What it sends

    boolean sends(Phase phase) {
        return isOpen()
                && (phase.moves() == Moves.CURSORS ? ticket.cursor() : ticket.widget() != null);
    }

    void begin() {
        sent = 0;
        owed = 0;
        cursors = null;
    }

    /** So many operations of this phase are due by now. */
    void owe(long operations) {
        owed = operations;
        pump();
    }

    /** A socket or server that lags holds operations back; they stay due at their moments. */
    private void pump() {
        var to = channel;
        var phase = loop.phase;
        if (to == null || phase == null) {
            return;
        }
        while (sent < owed && to.isWritable()) {
            int count = (int) Math.min(phase.batch(), owed - sent);
            if (unanswered + count > UNANSWERED_MAX) {
                return;
            }
            send(phase, sent, count);
            sent += count;
        }
    }

    private void send(Phase phase, int from, int count) {
        var to = channel;
        if (to == null || !to.isActive()) {
            return;
        }
        var frame = to.alloc().buffer(FRAME_BYTES * count);
        if (count > 1) {
            frame.writeByte('[');
        }
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                frame.writeByte(',');
            }
            phase.moves().write(frame, this, phase.number(), from + i);
        }
        if (count > 1) {
            frame.writeByte(']');
        }
        loop.tally.sent += count;
        loop.tally.sentBytes += frame.readableBytes();
        if (phase.moves() != Moves.CURSORS) {
            unanswered += count;
        }
        to.writeAndFlush(new TextWebSocketFrame(frame), to.voidPromise());
    }

    /** Shows where its cursor is, beside its moves. */
    void point(int place) {
        var to = channel;
        var phase = loop.phase;
        if (to == null || phase == null || !to.isWritable()) {
            return;
        }
        var frame = to.alloc().buffer(FRAME_BYTES);
        Moves.CURSORS.write(frame, this, phase.number(), place);
        to.writeAndFlush(new TextWebSocketFrame(frame), to.voidPromise());
    }

    private void join(Channel to) {
        var text = "{\"t\":\"join\",\"client\":\"load-" + number + "\"}";
        to.writeAndFlush(new TextWebSocketFrame(text));
    }

    void leave() {
        leaving = true;
        if (channel != null) {
            channel.writeAndFlush(new CloseWebSocketFrame(1000, ""));
        }
    }

    // What it sees

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            channel = context.channel();
            join(context.channel());
        }
        super.userEventTriggered(context, event);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        try {
            if (frame instanceof TextWebSocketFrame text) {
                read(text.content());
            } else if (frame instanceof CloseWebSocketFrame close) {
                closeCode = close.statusCode();
                context.close();
            }
        } finally {
            ReferenceCountUtil.release(frame);
        }
    }

    private void read(ByteBuf content) {
        int length = content.readableBytes();
        var scratch = loop.scratch(length);
        content.getBytes(content.readerIndex(), scratch, 0, length);
        loop.tally.frames++;
        loop.tally.bytes += length;
        long malformed = loop.scan.malformed();
        loop.scan.read(scratch, 0, length, this);
        loop.tally.malformed += loop.scan.malformed() - malformed;
    }

    @Override
    public void message(Scan scan) {
        switch (scan.kind()) {
            case EVENT -> event(scan);
            case ACK -> answered(scan, true);
            case NO -> answered(scan, false);
            case RETRY -> retry(scan);
            case LIVE -> shown(scan);
            case STATE -> state(scan);
            case READY -> {
                readyAt = System.nanoTime();
                ready.complete(this);
            }
            case BYE -> bye = scan.code();
            case OTHER -> {}
        }
    }

    private void event(Scan scan) {
        if (!scan.isOfCanvas()) {
            return;
        }
        long next = scan.revision();
        if (next <= revision) {
            loop.tally.doubled++;
            return;
        }
        if (revision != NONE) {
            loop.tally.missed += next - revision - 1;
        }
        revision = next;
        room.heard(next);
        var operation = scan.operation(loop.operation);
        var phase = loop.phase;
        if (phase == null || !operation.isOurs() || operation.phase() != phase.number()) {
            return;
        }
        if (operation.seat() == number) {
            loop.tally.own++;
        } else {
            loop.tally.delivered++;
            note(phase, operation.seat(), operation.number());
        }
    }

    private void note(Phase phase, int from, int operation) {
        long due = phase.due(from, operation);
        if (due < readyAt) {
            return; // It came here later than this was sent.
        }
        loop.tally.seen(System.nanoTime() - due, phase.schedule().isMeasured(due));
    }

    private void answered(Scan scan, boolean accepted) {
        var operation = scan.operation(loop.operation);
        if (!operation.isOurs()) {
            loop.tally.refused += accepted ? 0 : 1;
            return;
        }
        unanswered--;
        if (!accepted) {
            loop.tally.refused++;
            bye = bye.isEmpty() ? scan.code() : bye;
            return;
        }
        room.heard(scan.revision());
        var phase = loop.phase;
        if (phase != null && operation.phase() == phase.number()) {
            loop.tally.acked++;
            long due = phase.due(number, operation.number());
            loop.tally.answered(System.nanoTime() - due, phase.schedule().isMeasured(due));
        }
        if (sent < owed) {
            pump();
        }
    }

    /** The same operation again, as the page does it: it keeps its moment. */
    private void retry(Scan scan) {
        loop.tally.retried++;
        var operation = scan.operation(loop.operation);
        var phase = loop.phase;
        if (phase == null || !operation.isOurs() || operation.phase() != phase.number()) {
            return;
        }
        int again = operation.number();
        long after = Math.max(1, scan.after());
        loop.events.schedule(
                () -> {
                    if (!isOpen()) {
                        return;
                    }
                    unanswered--;
                    loop.tally.sent--;
                    send(phase, again, 1);
                },
                after,
                TimeUnit.MILLISECONDS);
    }

    private void state(Scan scan) {
        if (!scan.isOfCanvas()) {
            return;
        }
        if (revision != NONE && scan.revision() > revision) {
            loop.tally.superseded += scan.revision() - revision;
        }
        revision = Math.max(revision, scan.revision());
        room.heard(revision);
    }

    private void shown(Scan scan) {
        int from = (int) scan.numberInData(Moves.CURSOR_SEAT);
        int cursor = (int) scan.numberInData(Moves.CURSOR_NUMBER);
        var phase = loop.phase;
        if (phase == null || phase.moves() != Moves.CURSORS || from < 0 || from >= seats) {
            return;
        }
        if (cursors == null) {
            cursors = new int[seats];
            Arrays.fill(cursors, NONE);
        }
        if (cursor <= cursors[from]) {
            loop.tally.doubled++;
            return;
        }
        loop.tally.superseded += cursor - cursors[from] - 1;
        cursors[from] = cursor;
        loop.tally.delivered++;
        note(phase, from, cursor);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        pump();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        channel = null;
        if (!leaving) {
            loop.tally.closed++;
        }
        ready.completeExceptionally(
                new IllegalStateException("the socket was closed: " + ending()));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (bye.isEmpty()) {
            bye = String.valueOf(failure.getMessage());
        }
        ready.completeExceptionally(failure);
        context.close();
    }

    /** Why it was closed, or what was refused first; empty when nothing was. */
    String ending() {
        return closeCode == 0 ? bye : (bye + " " + closeCode).strip();
    }

    boolean isOpen() {
        return channel != null && ready.isDone() && !ready.isCompletedExceptionally();
    }

    // What is still to come

    /** Operations that are due and have no answer. */
    long unanswered() {
        return unanswered + Math.max(0, owed - sent);
    }

    /** Revisions of its canvas that it has not seen. */
    long behind() {
        return revision == NONE ? 0 : Math.max(0, room.newest() - revision);
    }

    /** Newest cursors of others in its room that it has not seen, of those that it is shown. */
    long behind(List<Seat> others, int shown) {
        long all = 0;
        long behind = 0;
        for (var other : others) {
            boolean expected =
                    other != this && other.ticket.room() == ticket.room() && other.sent > 0;
            all += expected ? 1 : 0;
            if (expected && (cursors == null || cursors[other.number] < other.sent - 1)) {
                behind++;
            }
        }
        return Math.max(0, behind - Math.max(0, all - shown));
    }
}
