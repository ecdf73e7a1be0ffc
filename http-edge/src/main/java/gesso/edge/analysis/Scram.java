package gesso.edge.analysis;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What PostgreSQL keeps of a password (RFC 5803): with it in the statement that makes a role, the
 * password itself is in no log of statements.
 */
final class Scram {
    private static final int ROUNDS = 4096;
    private static final int KEY_BITS = 256;

    private Scram() {}

    /** {@code password} is ASCII. */
    static String verifier(String password, byte[] salt) {
        try {
            var spec = new PBEKeySpec(password.toCharArray(), salt, ROUNDS, KEY_BITS);
            byte[] salted =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded();
            byte[] stored = MessageDigest.getInstance("SHA-256").digest(mac(salted, "Client Key"));
            byte[] server = mac(salted, "Server Key");
            var base64 = Base64.getEncoder();
            return "SCRAM-SHA-256$"
                    + ROUNDS
                    + ":"
                    + base64.encodeToString(salt)
                    + "$"
                    + base64.encodeToString(stored)
                    + ":"
                    + base64.encodeToString(server);
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has these", absent);
        }
    }

    static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every JDK has this", absent);
        }
    }
}
