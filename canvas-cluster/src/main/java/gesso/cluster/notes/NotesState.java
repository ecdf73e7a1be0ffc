package gesso.cluster.notes;

import java.util.ArrayList;
import java.util.List;

/**
 * The changes in the order in which they came, without a gap in their numbers. Yjs reads them in
 * any order and any number of times to the same text.
 */
public record NotesState(List<Piece> doc) {
    public static final NotesState EMPTY = new NotesState(List.of());

    /** Number of the newest change; 0 when there is none. */
    long newest() {
        return doc.isEmpty() ? 0 : doc.getLast().upto();
    }

    /** Characters of base64 in all pieces. */
    int size() {
        return doc.stream().mapToInt(piece -> piece.update().length()).sum();
    }

    /** The pieces that hold exactly the changes {@code from} to {@code upto}; none if none do. */
    List<Piece> run(long from, long upto) {
        int first = 0;
        while (first < doc.size() && doc.get(first).from() != from) {
            first++;
        }
        int last = first;
        while (last < doc.size() && doc.get(last).upto() != upto) {
            last++;
        }
        return last < doc.size() ? doc.subList(first, last + 1) : List.of();
    }

    /** Total: what does not fit changes nothing, for it has happened. */
    NotesState evolve(NotesEvent event) {
        return switch (event) {
            case NotesEvent.Updated(var n, var update) -> add(new Piece(n, n, update));
            case NotesEvent.Compacted(var from, var upto, var update) ->
                    replace(new Piece(from, upto, update));
        };
    }

    private NotesState add(Piece piece) {
        if (piece.from() <= newest()) {
            return this;
        }
        var next = new ArrayList<>(doc);
        next.add(piece);
        return new NotesState(List.copyOf(next));
    }

    private NotesState replace(Piece piece) {
        var run = run(piece.from(), piece.upto());
        if (run.isEmpty()) {
            return this;
        }
        int at = doc.indexOf(run.getFirst());
        var next = new ArrayList<>(doc.subList(0, at));
        next.add(piece);
        next.addAll(doc.subList(at + run.size(), doc.size()));
        return new NotesState(List.copyOf(next));
    }
}
