package gesso.protocol;

/** One field that a caller must mend; {@code field} is a path such as {@code position.x}. */
public record FieldError(String field, String message) {}
