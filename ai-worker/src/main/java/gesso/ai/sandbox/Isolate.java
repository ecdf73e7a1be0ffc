package gesso.ai.sandbox;

import com.caoccao.javet.exceptions.JavetCompilationException;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.exceptions.JavetExecutionException;
import com.caoccao.javet.exceptions.JavetTerminatedException;
import com.caoccao.javet.interfaces.IJavetLogger;
import com.caoccao.javet.interop.V8Host;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.options.V8RuntimeOptions;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.primitive.V8ValueString;
import com.caoccao.javet.values.reference.V8ValueFunction;
import com.caoccao.javet.values.reference.V8ValuePromise;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A heap of V8 for one job, within the child process. No job sees what another one has left. */
final class Isolate {
    private static final int OLD_SPACE_MB = 64;

    /** What is granted after the limit, so that the code can be stopped in good order. */
    private static final long AFTERWARDS = 16L << 20;

    private static final int MESSAGE_MAX = 500;

    /** V8 alone has no timers; whoever needs them brings them. */
    private static final String PRELUDE =
            """
            for (const one of ['WebAssembly', 'SharedArrayBuffer', 'Atomics']) delete globalThis[one];
            globalThis.queueMicrotask = (f) => { Promise.resolve().then(f); };
            """;

    /** Taken before any other code has run. */
    private static final String TEXT = "((text) => (value) => text(value))(JSON.stringify)";

    private final V8Runtime v8;
    private int unhandled;
    private volatile boolean full;

    private Isolate(V8Runtime v8) {
        this.v8 = v8;
    }

    /** Once for the process, before there is any heap. */
    static void prepare() {
        V8RuntimeOptions.V8_FLAGS.setMaxOldSpaceSize(OLD_SPACE_MB);
        V8Host.getV8Instance();
    }

    /** Runs scripts and gives what {@code call} gives, or the promise it gives, as JSON. */
    static Frame run(List<String> scripts, String call, int millis) {
        try (V8Runtime v8 = V8Host.getV8Instance().createV8Runtime(new V8RuntimeOptions())) {
            return new Isolate(v8).job(scripts, call, millis);
        } catch (JavetException broken) {
            return threw(broken);
        }
    }

    private Frame job(List<String> scripts, String call, int millis) throws JavetException {
        v8.setLogger(new Silence());
        v8.setNearHeapLimitCallback((now, _) -> {
            full = true;
            v8.terminateExecution();
            return now + AFTERWARDS;
        });
        v8.setPromiseRejectCallback((event, _, _) -> {
            switch (event) {
                case PromiseRejectWithNoHandler -> unhandled++;
                case PromiseHandlerAddedAfterReject -> unhandled--;
                case PromiseRejectAfterResolved, PromiseResolveAfterResolved -> {
                    // Of no consequence.
                }
            }
        });
        try (var _ = v8.getGuard(millis)) {
            v8.getExecutor(PRELUDE).executeVoid();
            try (V8ValueFunction text = v8.getExecutor(TEXT).execute()) {
                for (var script : scripts) {
                    v8.getExecutor(script).executeVoid();
                }
                try (V8Value result = v8.getExecutor(call).execute()) {
                    return settled(text, result);
                }
            }
        } catch (JavetTerminatedException stopped) {
            return Frame.of(full ? Frame.MEMORY : Frame.TIME, 0);
        } catch (JavetExecutionException | JavetCompilationException thrown) {
            return threw(thrown);
        }
    }

    private Frame settled(V8ValueFunction text, V8Value result) throws JavetException {
        if (!(result instanceof V8ValuePromise promise)) {
            return report(text, result);
        }
        v8.await();
        return switch (promise.getState()) {
            case V8ValuePromise.STATE_FULFILLED -> {
                try (V8Value value = promise.getResult()) {
                    yield report(text, value);
                }
            }
            case V8ValuePromise.STATE_REJECTED -> {
                try (V8Value value = promise.getResult()) {
                    yield Frame.of(Frame.THREW, 0, shortened(value.toString()));
                }
            }
            default -> Frame.of(Frame.THREW, 0, "It waits for what never comes.");
        };
    }

    private Frame report(V8ValueFunction text, V8Value value) throws JavetException {
        try (V8Value json = value instanceof V8ValueString ? value : text.call(null, value)) {
            if (!(json instanceof V8ValueString written)) {
                return Frame.of(Frame.THREW, 0, "It reports nothing.");
            }
            var report = written.getValue();
            return Frame.fits(report)
                    ? Frame.of(Frame.REPORT, Math.max(0, unhandled), report)
                    : Frame.of(Frame.SIZE, 0);
        }
    }

    private static Frame threw(JavetException thrown) {
        return Frame.of(Frame.THREW, 0, shortened(thrown.getMessage()));
    }

    private static String shortened(@Nullable String message) {
        var text = message == null ? "" : message;
        return text.length() <= MESSAGE_MAX ? text : text.substring(0, MESSAGE_MAX);
    }

    /** The answers are all that this process says. */
    private static final class Silence implements IJavetLogger {
        @Override
        public void debug(String message) {}

        @Override
        public void error(String message) {}

        @Override
        public void error(String message, Throwable cause) {}

        @Override
        public void info(String message) {}

        @Override
        public void warn(String message) {}
    }
}
