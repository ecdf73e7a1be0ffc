package gesso.load.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * All sockets of a run, on a few event loops. One thread opens them; another may measure meanwhile.
 */
public final class Crowd implements AutoCloseable {
    private static final String PROTOCOL = "gesso.v1";
    private static final int FRAME_BYTES_MAX = 64 * 1024 * 1024;
    private static final int CONNECT_MILLIS = 10_000;

    private final URI server;
    private final EventLoopGroup group;
    private final List<Loop> loops;
    private final List<Room> rooms;
    private final int capacity;
    private final List<Seat> seats = Collections.synchronizedList(new ArrayList<>());

    /**
     * @param server its {@code http} address
     * @param threads event loops
     * @param capacity seats that will be taken at most
     */
    public Crowd(URI server, int threads, int rooms, int capacity) {
        this.server = server;
        this.capacity = capacity;
        group = new MultiThreadIoEventLoopGroup(threads, io());
        loops = IntStream.range(0, threads).mapToObj(_ -> new Loop(group.next())).toList();
        this.rooms = IntStream.range(0, rooms).mapToObj(_ -> new Room()).toList();
    }

    private static IoHandlerFactory io() {
        return Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /** Opens a socket and joins; completes when the canvas and its widgets have come. */
    public CompletableFuture<Void> open(Ticket ticket) {
        var loop = loops.get(seats.size() % loops.size());
        var seat = new Seat(seats.size(), ticket, rooms.get(ticket.room()), loop, capacity);
        seats.add(seat);
        loop.events.execute(() -> loop.seats.add(seat));
        new Bootstrap()
                .group(loop.events)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(pipeline(ticket, seat))
                .connect(server.getHost(), server.getPort())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        seat.ready().completeExceptionally(connected.cause());
                    }
                });
        return seat.ready().thenAccept(_ -> {});
    }

    private ChannelInitializer<SocketChannel> pipeline(Ticket ticket, Seat seat) {
        var uri =
                URI.create(
                        "ws://"
                                + server.getAuthority()
                                + "/api/canvas/"
                                + ticket.canvas()
                                + "/live");
        var headers =
                new DefaultHttpHeaders()
                        .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + ticket.token());
        var protocol =
                WebSocketClientProtocolConfig.newBuilder()
                        .webSocketUri(uri)
                        .version(WebSocketVersion.V13)
                        .subprotocol(PROTOCOL)
                        .customHeaders(headers)
                        .maxFramePayloadLength(FRAME_BYTES_MAX)
                        .handleCloseFrames(false)
                        // The scan is bytewise; whether text is well-formed is not what is
                        // measured.
                        .withUTF8Validator(false)
                        .build();
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.pipeline()
                        .addLast(
                                new HttpClientCodec(),
                                new HttpObjectAggregator(16 * 1024),
                                new WebSocketClientProtocolHandler(protocol),
                                new WebSocketFrameAggregator(FRAME_BYTES_MAX),
                                seat);
            }
        };
    }

    public int size() {
        return seats.size();
    }

    /** Every seat sends what this phase wants, from now on. */
    public void begin(Phase phase) {
        each(loop -> loop.begin(phase));
    }

    /** Nobody sends any more. */
    public void halt() {
        each(Loop::halt);
    }

    /** What has been counted so far, and what took how long since the last call. */
    public Sample sample() {
        var sample = new Sample(Count.ZERO, new Latencies(), new Latencies(), new Latencies());
        for (var taken : from(loop -> loop.tally.take())) {
            sample.ack().addAll(taken.ack());
            sample.seen().addAll(taken.seen());
            sample.warmUp().addAll(taken.warmUp());
            sample =
                    new Sample(
                            sample.count().plus(taken.count()),
                            sample.ack(),
                            sample.seen(),
                            sample.warmUp());
        }
        return sample;
    }

    /** Of a moment: counts since the beginning, durations since the sample before. */
    public record Sample(Count count, Latencies ack, Latencies seen, Latencies warmUp) {}

    /**
     * What has not come yet.
     *
     * @param unanswered operations without an answer
     * @param unseen revisions, or newest cursors, summed over those that have not seen them
     */
    public record Missing(long unanswered, long unseen) {
        public boolean nothing() {
            return unanswered == 0 && unseen == 0;
        }
    }

    public Missing missing(Phase phase) {
        long unanswered = 0;
        long unseen = 0;
        var all = List.of(seats.toArray(Seat[]::new));
        for (var one :
                from(loop -> {
                    long answers = 0;
                    long views = 0;
                    for (var seat : loop.seats) {
                        answers += seat.unanswered();
                        views +=
                                phase.moves() == Moves.CURSORS
                                        ? seat.behind(all, phase.shown())
                                        : seat.behind();
                    }
                    return new Missing(answers, views);
                })) {
            unanswered += one.unanswered();
            unseen += one.unseen();
        }
        return new Missing(unanswered, unseen);
    }

    /** Why sockets ended, or what was refused first, each with how many. */
    public Map<String, Integer> endings() {
        var endings = new TreeMap<String, Integer>();
        from(loop -> loop.seats.stream().map(Seat::ending).filter(why -> !why.isEmpty()).toList())
                .forEach(some -> some.forEach(why -> endings.merge(why, 1, Integer::sum)));
        return endings;
    }

    private void each(Consumer<Loop> work) {
        from(loop -> {
            work.accept(loop);
            return true;
        });
    }

    private <T> List<T> from(Function<Loop, T> work) {
        var running =
                loops.stream().map(loop -> loop.events.submit(() -> work.apply(loop))).toList();
        return running.stream().map(one -> one.syncUninterruptibly().getNow()).toList();
    }

    @Override
    public void close() {
        each(loop -> {
            loop.halt();
            loop.seats.forEach(Seat::leave);
        });
        group.shutdownGracefully(200, 5_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    /** For those who ask what carries the sockets. */
    public static String transport() {
        Class<? extends Channel> used =
                Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class;
        return used.getSimpleName();
    }
}
