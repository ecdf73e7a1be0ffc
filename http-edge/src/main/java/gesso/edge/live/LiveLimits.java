package gesso.edge.live;

import com.typesafe.config.Config;
import java.time.Duration;

/** The named limits of rooms and sockets; what each is for is said in {@code live.conf}. */
public record LiveLimits(
        int frameBytes,
        int presenceBytes,
        int unanswered,
        int messagesPerSecond,
        int messagesBurst,
        int outboxBytes,
        int outboxMessages,
        int outFrameBytes,
        Duration lagTimeout,
        Duration answerTimeout,
        Duration attachTimeout,
        Duration expiryGrace,
        Duration closeGrace,
        Duration tickMin,
        Duration tickMax,
        int tickEvents,
        Duration presenceTick,
        int presenceEveryone,
        double presenceMargin,
        int presenceShown,
        Duration gatherEvery,
        int tailEvents,
        int tailBytes,
        int roomSessions,
        int held,
        Duration holdTimeout,
        Duration readyTimeout,
        Duration silenceTimeout,
        Duration roomIdle,
        Duration namesTimeout) {

    public static LiveLimits of(Config config) {
        var live = config.getConfig("gesso.limits.live");
        return new LiveLimits(
                Math.toIntExact(live.getBytes("frame-bytes")),
                Math.toIntExact(live.getBytes("presence-bytes")),
                live.getInt("unanswered"),
                live.getInt("messages-per-second"),
                live.getInt("messages-burst"),
                Math.toIntExact(live.getBytes("outbox-bytes")),
                live.getInt("outbox-messages"),
                Math.toIntExact(live.getBytes("out-frame-bytes")),
                live.getDuration("lag-timeout"),
                live.getDuration("answer-timeout"),
                live.getDuration("attach-timeout"),
                live.getDuration("expiry-grace"),
                live.getDuration("close-grace"),
                live.getDuration("tick-min"),
                live.getDuration("tick-max"),
                live.getInt("tick-events"),
                live.getDuration("presence-tick"),
                live.getInt("presence-everyone"),
                live.getDouble("presence-margin"),
                live.getInt("presence-shown"),
                live.getDuration("gather-every"),
                live.getInt("tail-events"),
                Math.toIntExact(live.getBytes("tail-bytes")),
                live.getInt("room-sessions"),
                live.getInt("held"),
                live.getDuration("hold-timeout"),
                live.getDuration("ready-timeout"),
                live.getDuration("silence-timeout"),
                live.getDuration("room-idle"),
                live.getDuration("names-timeout"));
    }
}
