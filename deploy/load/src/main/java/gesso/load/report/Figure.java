package gesso.load.report;

/** One number with its name. */
public record Figure(String name, double value, String unit) {}
