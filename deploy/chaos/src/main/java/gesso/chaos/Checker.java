package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Judges a run by what was written down: the history of requests, answers and messages, and the
 * journal. It shares with the product only the format of a stored event; states are folded by code
 * of its own.
 *
 * <ul>
 *   <li>I1 every acknowledged operation is in the journal exactly once, at the revision and instant
 *       that it was told; the same operation has one answer
 *   <li>I2 nothing is in the journal that nobody asked for
 *   <li>I3 what was refused is not there; what nobody knows of is there at most once
 *   <li>I4 revisions of an entity are 1..n and its instants rise; every listener hears a contiguous
 *       range of the journal, also over connections, and in the end all of it
 *   <li>I5 what was asked after an acknowledgement comes after it; commands of one socket to one
 *       entity are decided as sent
 *   <li>I6 the journal replayed is what readers get, what listeners have, and every instant; an
 *       instant read twice is equal
 *   <li>I7 without snapshots and after a whole restart everything is equal
 *   <li>I8 an entity has one writer at a time
 *   <li>I11 nothing is accepted from somebody whose right was taken, once that is acknowledged
 *   <li>I12 after the faults the cluster becomes whole and answers everything by itself
 * </ul>
 */
public final class Checker {
    private Checker() {}

    /**
     * @param journal entity by entity, each in the order of its revisions
     */
    public static Verdict check(Path history, List<Entry> journal) throws IOException {
        try (var lines = Files.newBufferedReader(history)) {
            return check(lines, journal);
        }
    }

    static Verdict check(BufferedReader history, List<Entry> journal) throws IOException {
        var findings = new Findings();
        var replay = new Replay(journal, findings);
        var operations = new Operations(replay, findings);
        var listeners = new Listeners(replay, findings);
        var readings = new ReadingsCheck(replay, findings);
        for (var line = history.readLine(); line != null; line = history.readLine()) {
            var told = Json.parse(line).orElseThrow();
            operations.take(told);
            listeners.take(told);
            readings.take(told);
            others(told, findings);
        }
        operations.finish(journal);
        listeners.finish();
        readings.finish();
        replay.run();
        Writers.check(journal, findings);
        return findings.verdict();
    }

    private static void others(JsonNode line, Findings findings) {
        if (line.path("e").asText().equals("not-whole")) {
            findings.add("I12", line.path("what").asText());
        }
    }
}
