package gesso.cluster.bench;

import com.sun.management.OperatingSystemMXBean;
import gesso.cluster.TestCluster;
import gesso.protocol.Ids;
import gesso.protocol.canvas.CanvasCommand.AddWidget;
import gesso.protocol.canvas.CanvasCommand.Create;
import gesso.protocol.canvas.CanvasCommand.MoveWidget;
import gesso.protocol.canvas.Position;
import gesso.protocol.entity.EntityMessage;
import gesso.protocol.entity.EntityMessage.Execute;
import gesso.protocol.entity.Operation;
import gesso.protocol.entity.OperationReply;
import gesso.protocol.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;

/** One hot canvas: latency alone, throughput in arrays, reopening after 100,000 events. */
public final class ShellBench {
    private ShellBench() {}

    public static void main(String[] args) throws Exception {
        var database = TestDatabase.fresh();
        var id = Ids.fresh();
        try (var cluster = new TestCluster(database)) {
            var canvas = cluster.canvas(id);
            cluster.accepted(canvas, "ann", new Create("Hot", null));
            for (int i = 0; i < 5; i++) {
                cluster.accepted(
                        canvas,
                        "ann",
                        new AddWidget(
                                "todo",
                                new Position(0, i * 4),
                                null,
                                null,
                                "w" + i,
                                TestCluster.TODO));
            }
            System.out.println("warming");
            arrays(cluster, canvas, 20_000, 100, "warm");
            single(cluster, canvas, 500, "warm-single");
            for (int round = 0; round < 3; round++) {
                single(cluster, canvas, 1_000, "single " + round);
            }
            for (int round = 0; round < 3; round++) {
                arrays(cluster, canvas, 30_000, 100, "arrays of 100, " + round);
            }
        }
        for (int round = 0; round < 3; round++) {
            try (var cluster = new TestCluster(database)) {
                var other = Ids.fresh();
                cluster.accepted(cluster.canvas(other), "ann", new Create("Warm", null));
                for (int i = 0; i < 5; i++) {
                    long begun = System.nanoTime();
                    cluster.read(cluster.canvas(id), "ann", 0);
                    System.out.printf(
                            "read %d of the large canvas: %.1f ms%n",
                            i, (System.nanoTime() - begun) / 1e6);
                }
                try (var connection = database.dataSource().getConnection();
                        var statement = connection.createStatement()) {
                    long begun = System.nanoTime();
                    long before = cpu();
                    cluster.at(id, "ann", null);
                    System.out.printf(
                            "at now, folded: %.0f ms, %.0f ms of CPU%n",
                            (System.nanoTime() - begun) / 1e6, (cpu() - before) / 1e6);
                    if (round == 1) {
                        statement.execute("DELETE FROM snapshot");
                        System.out.println("snapshots dropped");
                    }
                }
            }
        }
    }

    private static void single(
            TestCluster cluster, EntityRef<EntityMessage> canvas, int count, String what) {
        var nanos = new long[count];
        for (int i = 0; i < count; i++) {
            long begun = System.nanoTime();
            cluster.accepted(
                    canvas,
                    "ann",
                    new MoveWidget("w" + (i % 5), new Position(i % 8, (i / 8) % 50)));
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%s: ack p50 %.2f ms, p99 %.2f ms%n",
                what, nanos[count / 2] / 1e6, nanos[count * 99 / 100] / 1e6);
    }

    private static void arrays(
            TestCluster cluster, EntityRef<EntityMessage> canvas, int count, int size, String what)
            throws InterruptedException {
        var window = new Semaphore(20 * size);
        var accepted = new AtomicInteger();
        ActorRef<OperationReply> replies =
                cluster.kit.spawn(
                        Behaviors.receiveMessage(reply -> {
                            if (reply instanceof OperationReply.Accepted) {
                                accepted.incrementAndGet();
                            }
                            window.release();
                            return Behaviors.same();
                        }));
        long begun = System.nanoTime();
        long cpu = cpu();
        for (int sent = 0; sent < count; sent += size) {
            List<Operation> operations = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int n = sent + i;
                operations.add(
                        TestCluster.operation(
                                "ann",
                                TestCluster.fresh(),
                                0,
                                new MoveWidget(
                                        "w" + (n % 5), new Position((n / 5) % 8, (n / 40) % 99))));
            }
            window.acquire(size);
            canvas.tell(new Execute(operations, replies));
        }
        window.acquire(20 * size);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%s: %d accepted, %.0f edits/s, %.0f us of CPU of this process each%n",
                what, accepted.get(), count / seconds, (cpu() - cpu) / 1e3 / count);
    }

    /** Nanoseconds that this process has had: tells more than time on a busy machine. */
    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
