package gesso.load;

import gesso.load.client.Crowd;
import gesso.load.client.Moves;
import gesso.load.report.Figure;
import gesso.load.server.Api;
import gesso.load.server.Heap;
import gesso.load.server.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a connection costs that nobody uses. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Opens sockets and leaves them alone: memory of each, and that none is lost. --seconds is how long they"
                        + " are left.")
final class IdleCommand extends Scenario {
    private static final Duration SETTLE = Duration.ofSeconds(3);
    private static final double KIB = 1024;
    private static final double MIB = KIB * 1024;

    @Option(
            names = "--users",
            paramLabel = "N,...",
            split = ",",
            defaultValue = "1000,10000",
            description =
                    "so many sockets, one after the other on the same server; default ${DEFAULT-VALUE}")
    List<Integer> users = List.of();

    @Option(
            names = "--room",
            paramLabel = "N",
            defaultValue = "20",
            description = "sockets on each canvas; default ${DEFAULT-VALUE}")
    int room;

    IdleCommand(Stop stop) {
        super(stop);
    }

    @Override
    void check() {
        int before = 0;
        for (int count : users) {
            within("--users", count, 1, 20_000);
            refuseIf(count <= before, "--users must grow from one to the next");
            refuseIf(count % room != 0, "--users must be a multiple of --room");
            before = count;
        }
        within("--room", room, 1, 1_000);
        refuseIf(url != null && pids.isEmpty(), "idle measures memory: with --url it needs --pid");
    }

    @Override
    Outcome run(Target target) {
        int most = users.getLast();
        var shape = new Shape(most / room, room, 0, 0, 1, Moves.APART, "free");
        var stage = new Stage(new Api(target.address()), progress, stop);
        var tickets = stage.prepare(shape);
        var figures = new ArrayList<Figure>();
        var problems = new ArrayList<String>();
        try (var crowd = new Crowd(target.address(), threads, shape.rooms(), most)) {
            var before = Memory.of(target.processes(), "before", figures);
            for (int count : users) {
                long began = System.nanoTime();
                int open = crowd.size();
                stage.seat(crowd, tickets.subList(open, count));
                double seconds = (System.nanoTime() - began) / 1e9;
                figures.add(new Figure("connects, up to " + count, (count - open) / seconds, "/s"));
                Stop.pause(SETTLE);
                var after = Memory.of(target.processes(), "with " + count, figures);
                after.perConnection(before, count, figures);
                leaveAlone(target, crowd, count, figures, problems);
                if (stop.isAsked()) {
                    break;
                }
            }
        }
        return new Outcome(
                "nothing; %d sockets on each canvas".formatted(room),
                options(),
                List.of(),
                figures,
                problems);
    }

    private Map<String, Object> options() {
        var options = new LinkedHashMap<String, Object>();
        options.put("users", users);
        options.put("usersPerRoom", room);
        return options;
    }

    private void leaveAlone(
            Target target, Crowd crowd, int count, List<Figure> figures, List<String> problems) {
        progress.say("leaving %,d sockets alone".formatted(count));
        var start = target.processes().cpu();
        stop.sleepUntil(System.nanoTime() + Duration.ofSeconds(seconds).toNanos());
        var used = target.processes().cpu().minus(start);
        figures.add(
                new Figure(
                        "server with " + count + ", idle",
                        used.server() / used.seconds(),
                        "cores"));
        long closed = crowd.sample().count().closed();
        figures.add(new Figure("closed of " + count, closed, "sockets"));
        if (closed > 0) {
            problems.add("%,d sockets were closed: %s".formatted(closed, crowd.endings()));
        }
    }

    /** Of the server, without PostgreSQL. */
    private record Memory(long live, long resident) {
        static Memory of(Processes processes, String when, List<Figure> figures) {
            var memory = new Memory(Heap.live(processes.servers()), processes.resident());
            figures.add(new Figure("live heap " + when, memory.live / MIB, "MiB"));
            figures.add(new Figure("resident " + when, memory.resident / MIB, "MiB"));
            return memory;
        }

        void perConnection(Memory before, int count, List<Figure> figures) {
            figures.add(
                    new Figure(
                            "live heap per connection of " + count,
                            (live - before.live) / KIB / count,
                            "KiB"));
            figures.add(
                    new Figure(
                            "resident per connection of " + count,
                            (resident - before.resident) / KIB / count,
                            "KiB"));
        }
    }
}
