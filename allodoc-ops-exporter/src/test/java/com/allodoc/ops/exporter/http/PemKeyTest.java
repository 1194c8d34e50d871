package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys as OpenSSL writes them, made for this test and used for nothing else. */
class PemKeyTest {
    private static Path resource(String name) throws Exception {
        return Path.of(Objects.requireNonNull(PemKeyTest.class.getResource("/http/" + name)).toURI());
    }

    @ParameterizedTest
    @CsvSource({
        "rsa-pkcs8.pem, RSA",
        "rsa-pkcs1.pem, RSA",
        "ec-pkcs8.pem, EC",
        "ec-sec1.pem, EC",
        "ec-with-parameters.pem, EC",
        "ed25519.pem, EdDSA"
    })
    void every_form_that_go_reads(String file, String algorithm) throws Exception {
        assertThat(PemKey.read(resource(file)).getAlgorithm()).isEqualTo(algorithm);
    }

    @Test
    void old_and_new_forms_hold_the_same_key() throws Exception {
        assertThat(PemKey.read(resource("rsa-pkcs1.pem"))).isEqualTo(PemKey.read(resource("rsa-pkcs8.pem")));
        assertThat(PemKey.read(resource("ec-sec1.pem"))).isEqualTo(PemKey.read(resource("ec-pkcs8.pem")));
    }

    @Test
    void what_is_no_plain_key_is_refused_without_quoting_it(@TempDir Path folder) throws Exception {
        String body = Files.readString(resource("ec-pkcs8.pem")).replace(" PRIVATE", " ENCRYPTED PRIVATE");
        Path encrypted = Files.writeString(folder.resolve("key.pem"), body);
        Path damaged = Files.writeString(
                folder.resolve("damaged.pem"), "-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> PemKey.read(encrypted))
                .isInstanceOf(InvalidKeyException.class)
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt")
                .hasMessageNotContaining("MIG");
        assertThatThrownBy(() -> PemKey.read(damaged)).isInstanceOf(GeneralSecurityException.class);
    }
}
