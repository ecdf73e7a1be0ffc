package gesso.load.report;

/** A report as one page that needs nothing else. */
public final class Page {
    private Page() {}

    public static String of(Report report) {
        return "<!doctype html><meta charset=\"utf-8\"><title>"
                + report.scenario()
                + "</title><pre>"
                + Table.of(report)
                + "</pre>\n";
    }
}
