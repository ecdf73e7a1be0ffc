package gesso.cluster.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Signs what passed all checks, so that a page runs nothing else: Ed25519 over the app, its
 * version, its code and its specification. The same text gives the same signature.
 *
 * @param key the public half, base64 of 32 bytes
 */
public record AppSigner(String key, PrivateKey secret) {
    private static final String ALGORITHM = "Ed25519";

    /** The last bytes of the public key's standard form are the key itself. */
    private static final int KEY_BYTES = 32;

    /** A new pair: the public half as in {@link #key}, and the secret one in PKCS 8. */
    public record Pair(String key, byte[] pkcs8) {}

    public static Pair fresh() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            var spki = pair.getPublic().getEncoded();
            var raw = Arrays.copyOfRange(spki, spki.length - KEY_BYTES, spki.length);
            return new Pair(
                    Base64.getEncoder().encodeToString(raw), pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    public static AppSigner of(String key, byte[] pkcs8) {
        try {
            var secret =
                    KeyFactory.getInstance(ALGORITHM)
                            .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            return new AppSigner(key, secret);
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("no key to sign apps with", unreadable);
        }
    }

    String sign(String app, String version, String integrity, AppSpecification specification) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(
                    text(app, version, integrity, specification).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("an app could not be signed", broken);
        }
    }

    /** What is signed. Pages make the same text: its shape never changes without its first line. */
    static String text(
            String app, String version, String integrity, AppSpecification specification) {
        return String.join("\n", "gesso-app-1", app, version, integrity, sum(specification));
    }

    private static String sum(AppSpecification specification) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(Json.canonical(plain(Json.tree(specification))));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Numbers as a page writes them, which knows no difference between 1 and 1.0. */
    private static JsonNode plain(JsonNode tree) {
        if (tree.isObject()) {
            var plain = Json.object();
            tree.properties().forEach(entry -> plain.set(entry.getKey(), plain(entry.getValue())));
            return plain;
        }
        if (tree.isArray()) {
            var plain = Json.object().arrayNode();
            tree.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        boolean whole = tree.isFloatingPointNumber() && tree.doubleValue() == tree.longValue();
        return whole ? LongNode.valueOf(tree.longValue()) : tree;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AppSigner[" + key + "]";
    }
}
