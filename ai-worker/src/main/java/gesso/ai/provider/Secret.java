package gesso.ai.provider;

/** A key: in no text, no log and no comparison that anybody prints. */
final class Secret {
    private final String value;

    Secret(String value) {
        this.value = value;
    }

    boolean isBlank() {
        return value.isBlank();
    }

    /** For the one header that it is made for. */
    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return isBlank() ? "none" : "***";
    }
}
