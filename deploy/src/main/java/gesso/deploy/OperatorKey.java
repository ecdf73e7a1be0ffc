package gesso.deploy;

import gesso.deploy.db.DataFolder;
import java.io.IOException;

/**
 * The key of whoever runs a Gesso that keeps its own data: a secret in a file that only its owner
 * can read, so that {@code ./gesso publish} on the same machine needs no set-up. A key that was
 * given in the environment counts instead.
 */
final class OperatorKey {
    static final String VARIABLE = "GESSO_OPERATOR_KEY";
    static final String FILE = "operator.key";
    private static final String PROPERTY = "gesso.edge.operator-key";

    private OperatorKey() {}

    /** Makes the key where there is none and gives it to the settings of this process. */
    static void provide(DataFolder folder) {
        try {
            var given = System.getenv(VARIABLE);
            System.setProperty(
                    PROPERTY, given == null || given.isBlank() ? folder.secret(FILE) : given);
        } catch (IOException refused) {
            throw new CannotStart(
                    "The operator key cannot be kept in "
                            + folder.resolve(FILE)
                            + ": "
                            + refused.getMessage(),
                    refused);
        }
    }

    /** Of this process, for the nodes that it starts. */
    static String current() {
        return System.getProperty(PROPERTY, "");
    }
}
