package com.allodoc.ops.exporter.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a private key from a PEM file as Go does: PKCS#8, and the older PKCS#1 for RSA and SEC 1 for elliptic curves,
 * which the JDK takes once they are wrapped into PKCS#8.
 */
final class PemKey {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ((?:RSA |EC |)PRIVATE KEY)-----([^-]*)-----END \\1-----");
    private static final HexFormat HEX = HexFormat.of();

    /** DER of the algorithm RSA. */
    private static final byte[] RSA = HEX.parseHex("300d06092a864886f70d0101010500");

    /** DER of the object identifier of "elliptic curve". */
    private static final byte[] EC = HEX.parseHex("06072a8648ce3d0201");

    /** DER of the object identifiers of P-256, P-384 and P-521, one of which a SEC 1 key names. */
    private static final List<String> CURVES = List.of("06082a8648ce3d030107", "06052b81040022", "06052b81040023");

    private PemKey() {}

    static PrivateKey read(Path pem) throws IOException, GeneralSecurityException {
        String text = Files.readString(pem, StandardCharsets.ISO_8859_1);
        Matcher key = KEY.matcher(text);
        if (!key.find()) {
            throw new InvalidKeyException(
                    pem + " holds no plain private key; make one with: openssl pkcs8 -topk8 -nocrypt");
        }
        byte[] der = der(pem, key.group(2));
        byte[] pkcs8 = switch (key.group(1)) {
            case "RSA PRIVATE KEY" -> pkcs8(RSA, der);
            case "EC PRIVATE KEY" -> pkcs8(element(0x30, EC, curve(pem, der)), der);
            default -> der;
        };
        return decode(pem, pkcs8);
    }

    private static byte[] der(Path pem, String base64) throws InvalidKeyException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException(pem + " is damaged or encrypted: the key is not base64", e);
        }
    }

    private static byte[] curve(Path pem, byte[] sec1) throws InvalidKeyException {
        String hex = HEX.formatHex(sec1);
        return CURVES.stream()
                .filter(hex::contains)
                .findFirst()
                .map(HEX::parseHex)
                .orElseThrow(() -> new InvalidKeyException(pem + " names no curve that is known; use P-256, P-384 or"
                        + " P-521, or convert it with: openssl pkcs8 -topk8 -nocrypt"));
    }

    private static PrivateKey decode(Path pem, byte[] pkcs8) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
        InvalidKeySpecException last = new InvalidKeySpecException(pem + " holds a key of a kind that is not known");
        for (String algorithm : List.of("RSA", "EC", "Ed25519", "Ed448")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                last.addSuppressed(e);
            }
        }
        throw last;
    }

    private static byte[] pkcs8(byte[] algorithm, byte[] key) {
        byte[] version = {0x02, 0x01, 0x00};
        return element(0x30, version, algorithm, element(0x04, key));
    }

    private static byte[] element(int tag, byte[]... parts) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            inner.writeBytes(part);
        }
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        outer.write(tag);
        int length = inner.size();
        if (length < 0x80) {
            outer.write(length);
        } else {
            outer.write(0x82);
            outer.write(length >> 8);
            outer.write(length);
        }
        outer.writeBytes(inner.toByteArray());
        return outer.toByteArray();
    }
}
