package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgVersionTest {

    @ParameterizedTest
    @CsvSource({
        "'PostgreSQL 18.6 on x86_64-pc-linux-gnu, compiled by gcc', 180006, 18.6.0",
        "'PostgreSQL 15.14 (Debian 15.14-0+deb12u1) on x86_64-pc-linux-gnu', 150014, 15.14.0",
        "'PostgreSQL 19beta1 on aarch64-unknown-linux-musl', 190000, 19.0.0",
        "'PostgreSQL 9.6.24 on x86_64', 90624, 9.6.24",
        "'EnterpriseDB Advanced Server', 160003, 16.3.0"
    })
    void the_short_version_has_three_parts(String text, int number, String expected) {
        assertThat(new PgVersion(text, number).shortText()).isEqualTo(expected);
    }

    @Test
    void the_major_version_is_what_views_differ_by() {
        assertThat(new PgVersion("PostgreSQL 18.6", 180_006).major()).isEqualTo(18);
    }

    @ParameterizedTest
    @CsvSource({
        "'PostgreSQL 14.1 on x86_64-pc-linux-gnu', 140001, true",
        "'PostgreSQL 13.9 on x86_64-pc-linux-gnu', 130009, false",
        "'PostgreSQL 17.2, compiled by Visual C++ build 1942, 64-bit', 170002, false"
    })
    void only_a_newer_server_on_linux_notices_that_its_client_is_gone(String text, int number, boolean expected) {
        assertThat(new PgVersion(text, number).checksClient()).isEqualTo(expected);
    }
}
