package gesso.chaos;

import java.nio.file.Path;
import java.util.Set;

/**
 * One run.
 *
 * @param seconds of edits and faults
 * @param acked goes on until so many edits were acknowledged
 * @param clients that edit; a third as many only watch
 * @param perSecond edits of each client
 * @param openMax edits of one client without an answer
 * @param quietSeconds how long the last answers and events may take
 * @param restarts whether everything is started anew in the end, and read again
 * @param folder holds the data and the logs
 * @param history the file that everything is written to
 * @param cache for unpacked programs
 */
public record Settings(
        int seconds,
        long acked,
        long seed,
        int nodes,
        int clients,
        int canvases,
        double perSecond,
        int openMax,
        Set<Fault> faults,
        int quietSeconds,
        boolean restarts,
        Path folder,
        Path history,
        Path cache,
        Launch launch) {

    /** The same for at least so long and so many acknowledged edits. */
    public Settings until(int atLeastSeconds, long atLeastAcked) {
        return new Settings(
                atLeastSeconds,
                atLeastAcked,
                seed,
                nodes,
                clients,
                canvases,
                perSecond,
                openMax,
                faults,
                quietSeconds,
                restarts,
                folder,
                history,
                cache,
                launch);
    }

    /** The same with so many people on so many canvases. */
    public Settings small(int people, int places) {
        return new Settings(
                seconds,
                acked,
                seed,
                nodes,
                people,
                places,
                perSecond,
                openMax,
                faults,
                quietSeconds,
                restarts,
                folder,
                history,
                cache,
                launch);
    }

    /** The same with another end. */
    public Settings ending(int quiet, boolean startsAnew) {
        return new Settings(
                seconds,
                acked,
                seed,
                nodes,
                clients,
                canvases,
                perSecond,
                openMax,
                faults,
                quiet,
                startsAnew,
                folder,
                history,
                cache,
                launch);
    }
}
