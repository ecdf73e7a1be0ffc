package gesso.cluster.records;

/** How much a widget keeps of records. */
public final class Limits {
    /** In all collections of one widget. */
    public static final int RECORDS_MAX = 2_000;

    /** Values of one record as canonical JSON. */
    public static final int RECORD_BYTES = 16 * 1024;

    /** Values of all records: a state goes between nodes as one message. */
    public static final int STATE_BYTES = 4 * 1024 * 1024;

    /** Characters of a line. */
    public static final int TEXT_MAX = 500;

    /** Characters of a text of several lines. */
    public static final int LONGTEXT_MAX = 10_000;

    /** Characters of an address. */
    public static final int URL_MAX = 2_000;

    /** Characters of an e-mail address. */
    public static final int EMAIL_MAX = 254;

    /** Of any number, either way: beyond it browsers would not count by ones. */
    public static final double NUMBER_MAX = 1e15;

    private Limits() {}

    static boolean isFull(RecordsState state) {
        return state.count() >= RECORDS_MAX;
    }

    static boolean isTooLarge(RecordsState state, int more) {
        return state.bytes() + more > STATE_BYTES;
    }
}
