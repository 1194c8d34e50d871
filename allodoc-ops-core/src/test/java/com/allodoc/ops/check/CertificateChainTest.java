package com.allodoc.ops.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificateChainTest {
    private final Certificates certificates;

    CertificateChainTest(@TempDir Path directory) {
        this.certificates = new Certificates(directory);
    }

    /** One key for the middle, signed by an old root that ends soon and by a new one that lasts, as in a root change. */
    @BeforeAll
    void make_certificates() throws Exception {
        certificates.selfSigned("old", "-10d", 20, "BC:critical=ca:true");
        certificates.selfSigned("new", "-10d", 3650, "BC:critical=ca:true");
        certificates.selfSigned("middle", "-10d", 1000, "BC:critical=ca:true");
        certificates.selfSigned("leaf", "-10d", 100);
        certificates.sign("leaf", "middle", "-10d", 100);
        leaf = certificates.certificate("leaf");
        certificates.sign("middle", "old", "-10d", 1000, "BC:critical=ca:true");
        byOld = certificates.certificate("middle");
        certificates.sign("middle", "new", "-10d", 1000, "BC:critical=ca:true");
        byNew = certificates.certificate("middle");
    }

    private X509Certificate leaf;
    private X509Certificate byOld;
    private X509Certificate byNew;

    private X509Certificate named(String alias) throws Exception {
        return certificates.certificate(alias);
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    @Test
    void of_two_chains_the_one_that_lasts_longer_counts() throws Exception {
        List<X509Certificate> presented = List.of(leaf, byOld, byNew);
        assertThat(new CertificateChain(presented, List.of(named("old"))).end()).isEqualTo(end(named("old")));
        assertThat(new CertificateChain(presented, List.of(named("old"), named("new"))).end())
                .isEqualTo(end(leaf));
    }

    @Test
    void without_a_chain_to_an_anchor_the_earliest_of_what_was_shown_counts() throws Exception {
        CertificateChain chain = new CertificateChain(List.of(leaf, byOld, named("old")), List.of());
        assertThat(chain.end()).isEqualTo(end(named("old")));
        assertThat(chain.leafEnd()).isEqualTo(end(leaf));
    }

    @Test
    void a_trusted_leaf_is_its_own_chain() {
        assertThat(new CertificateChain(List.of(leaf), List.of(leaf)).end()).isEqualTo(end(leaf));
    }

    @Test
    void certificates_that_sign_each_other_in_a_circle_end_the_search() throws IOException {
        assertThat(new CertificateChain(List.of(byOld, byNew, byOld), List.of()).end())
                .isEqualTo(end(byOld));
    }
}
