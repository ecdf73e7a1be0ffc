package gesso.ai.sandbox;

import com.caoccao.javet.enums.JSRuntimeType;
import com.caoccao.javet.interop.loader.IJavetLibLoadingListener;
import com.caoccao.javet.interop.loader.JavetLibLoader;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * The child process: takes jobs from its standard input, one after the other, until that ends. It
 * has no environment, no network of its own making, and a supervisor that ends it.
 */
public final class SandboxChild {
    /** V8 takes nearly 1 MiB of stack before it refuses; all of that must be there. */
    private static final long STACK = 16L << 20;

    private static final int FAILED = 70;

    private final DataInputStream in =
            new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in)));
    private final DataOutputStream out =
            new DataOutputStream(
                    new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));

    private SandboxChild() {}

    /**
     * @param args the native library of V8
     */
    public static void main(String[] args) {
        JavetLibLoader.setLibLoadingListener(new Unpacked(new File(args[0])));
        new Thread(null, () -> new SandboxChild().live(), "jobs", STACK).start();
    }

    private void live() {
        try {
            Isolate.prepare();
            var scripts = Frame.read(in).texts();
            // The first heap is slow; whoever waits for it shall be nobody with a job.
            Isolate.run(List.of(), "({})", 10_000);
            Frame.of(Frame.READY, 0).write(out);
            while (true) {
                job(Frame.read(in), scripts).write(out);
            }
        } catch (EOFException over) {
            Runtime.getRuntime().halt(0);
        } catch (IOException broken) {
            Runtime.getRuntime().halt(FAILED);
        }
    }

    /** Code and specification come as JSON, which JavaScript reads as it stands. */
    private static Frame job(Frame job, List<String> scripts) {
        var code = job.texts().getFirst();
        var specification = job.texts().get(1);
        var check = scripts.getFirst();
        var harness = scripts.get(1);
        var runtime = scripts.get(2);
        return job.kind() == Frame.CHECK
                ? Isolate.run(
                        List.of(check),
                        "gessoCheck.validate(%s, %s)".formatted(code, specification),
                        job.number())
                : Isolate.run(
                        List.of(harness),
                        "gessoHarness.lifecycle(%s, %s, %s)"
                                .formatted(runtime, code, specification),
                        job.number());
    }

    /** The library lies unpacked already: 40 MB are not written again for each process. */
    private record Unpacked(File library) implements IJavetLibLoadingListener {
        @Override
        public File getLibPath(JSRuntimeType type) {
            return library.getParentFile();
        }

        @Override
        public boolean isDeploy(JSRuntimeType type) {
            return false;
        }
    }
}
