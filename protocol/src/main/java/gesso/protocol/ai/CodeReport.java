package gesso.protocol.ai;

import java.util.List;

/**
 * What the named rules found in a piece of code.
 *
 * @param rules version of the rules
 * @param findings none for code that may go on
 */
public record CodeReport(String rules, List<Finding> findings) {
    public static final int FINDINGS_MAX = 100;

    /**
     * @param rule its name
     * @param line from 1; 0 for the whole
     * @param message for people
     */
    public record Finding(String rule, int line, String message) {}

    public boolean clean() {
        return findings.isEmpty();
    }
}
