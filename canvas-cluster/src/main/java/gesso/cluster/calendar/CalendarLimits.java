package gesso.cluster.calendar;

/** How much one calendar holds; part of the rules, not settings. Lengths are in UTF-16 units. */
public final class CalendarLimits {
    /** Events in one calendar; a series counts once. */
    public static final int EVENTS_MAX = 2_000;

    /** After trimming. */
    public static final int TITLE_MAX = 200;

    public static final int LOCATION_MAX = 200;
    public static final int NOTES_MAX = 4_000;

    /** Of the id that an imported event had elsewhere. */
    public static final int UID_MAX = 255;

    /** Skipped and changed occurrences of one series. */
    public static final int EXCEPTIONS_MAX = 500;

    /** Events in one import command; a larger file comes as several, undone as one. */
    public static final int IMPORT_MAX = 200;

    public static final int YEAR_MIN = 1900;
    public static final int YEAR_MAX = 2200;

    /** From the start to the end of one event. */
    public static final int DAYS_MAX = 366;

    /** The same for an event that repeats: what is shown of it at once stays small. */
    public static final int SERIES_DAYS_MAX = 31;

    static final int RULE_MAX = 200;
    static final int INTERVAL_MAX = 999;
    static final int COUNT_MAX = 10_000;

    /** Of a whole calendar, so that its state is one message: texts and a little for each event. */
    static final int WEIGHT_MAX = 1_500_000;

    static final int EVENT_WEIGHT = 400;
    static final int EXCEPTION_WEIGHT = 150;

    private CalendarLimits() {}
}
