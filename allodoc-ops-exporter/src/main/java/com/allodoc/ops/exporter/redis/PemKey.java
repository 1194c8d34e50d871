package com.allodoc.ops.exporter.redis;

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
import java.util.List;

/** Reads a private key from a PEM file: PKCS#8 of any kind the JDK knows, or the older PKCS#1 for RSA. */
final class PemKey {
    private static final String PKCS8 = "PRIVATE KEY";
    private static final String PKCS1 = "RSA PRIVATE KEY";

    /** DER of version 0 and the algorithm RSA, which PKCS#8 puts before a PKCS#1 key. */
    private static final byte[] RSA_PREFIX = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private PemKey() {}

    static PrivateKey read(Path pem) throws IOException, GeneralSecurityException {
        String text = Files.readString(pem, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN " + PKCS8 + "-----")) {
            return decode(pem, body(pem, text, PKCS8));
        }
        if (text.contains("-----BEGIN " + PKCS1 + "-----") && !text.contains("ENCRYPTED")) {
            return decode(pem, wrapped(body(pem, text, PKCS1)));
        }
        throw new InvalidKeyException(pem + " holds no plain PKCS#8 key; make one with: openssl pkcs8 -topk8 -nocrypt");
    }

    private static byte[] body(Path pem, String text, String kind) throws InvalidKeyException {
        String head = "-----BEGIN " + kind + "-----";
        int start = text.indexOf(head) + head.length();
        int end = text.indexOf("-----END " + kind + "-----", start);
        if (end < 0) {
            throw new InvalidKeyException(pem + " is cut off: no end of the key");
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(start, end));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException(pem + " is damaged: the key is not base64", e);
        }
    }

    private static PrivateKey decode(Path pem, byte[] der) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
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

    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(RSA_PREFIX);
        inner.write(0x04);
        writeLength(inner, pkcs1.length);
        inner.writeBytes(pkcs1);
        ByteArrayOutputStream outer = new ByteArrayOutputStream();
        outer.write(0x30);
        writeLength(outer, inner.size());
        outer.writeBytes(inner.toByteArray());
        return outer.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
        out.write(0x80 | bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(length >> (8 * i));
        }
    }
}
