package gesso.cluster.journal;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What the journal's indexes refuse, told from why a write failed. */
public final class JournalConflicts {
    private static final String OPERATIONS = "event_journal_operation";

    private JournalConflicts() {}

    /** The operation has events already; nothing of the write was stored. */
    public static boolean isOfOperation(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException refused) {
                var told = refused.getServerErrorMessage();
                return told != null && OPERATIONS.equals(told.getConstraint());
            }
        }
        return false;
    }
}
