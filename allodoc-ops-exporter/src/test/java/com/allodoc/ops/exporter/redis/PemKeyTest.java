package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyTest {
    /** What PKCS#8 puts before the PKCS#1 body of an RSA key of 2048 bits. */
    private static final int HEADER = 26;

    @TempDir
    private Path directory = Path.of(".");

    private Path write(String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                directory.resolve("key.pem"),
                "# a remark\n-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private static PrivateKey key(String algorithm) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void reads_a_key_of_any_kind(String algorithm) throws Exception {
        PrivateKey key = key(algorithm);
        assertThat(PemKey.read(write("PRIVATE KEY", key.getEncoded()))).isEqualTo(key);
    }

    @Test
    void reads_the_older_form_of_rsa() throws Exception {
        PrivateKey key = key("RSA");
        byte[] pkcs1 = Arrays.copyOfRange(key.getEncoded(), HEADER, key.getEncoded().length);
        assertThat(PemKey.read(write("RSA PRIVATE KEY", pkcs1))).isEqualTo(key);
    }

    @Test
    void says_what_to_do_about_a_form_it_does_not_read() throws Exception {
        Path encrypted = write("ENCRYPTED PRIVATE KEY", new byte[8]);
        assertThatThrownBy(() -> PemKey.read(encrypted))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("key.pem")
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void refuses_a_damaged_one() throws Exception {
        Path damaged = write("PRIVATE KEY", new byte[8]);
        assertThatThrownBy(() -> PemKey.read(damaged)).isInstanceOf(GeneralSecurityException.class);
        Path cut = Files.writeString(directory.resolve("cut.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA");
        assertThatThrownBy(() -> PemKey.read(cut)).hasMessageContaining("cut off");
    }
}
