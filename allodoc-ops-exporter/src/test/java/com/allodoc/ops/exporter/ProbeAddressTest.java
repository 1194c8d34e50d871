package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeAddressTest {

    @ParameterizedTest
    @CsvSource({
        "db1,                          db1:5432",
        "DB1.Internal.,                db1.internal:5432",
        "db1:6432,                     db1:6432",
        "db1:5432/clinic_1,            db1:5432/clinic_1",
        "db1/,                         db1:5432",
        "10.1.2.3,                     10.1.2.3:5432",
        "[::1]:6432,                   [0:0:0:0:0:0:0:1]:6432",
        "[::ffff:10.1.2.3],            10.1.2.3:5432",
        "postgresql://db1:5432/clinic, db1:5432/clinic",
        "redis://cache1:6379/0,        cache1:6379/0"
    })
    void every_way_of_writing_a_server_ends_in_one_form(String text, String normal) {
        assertThat(ProbeAddress.parse(text, 5432)).map(ProbeAddress::toString).contains(normal);
    }

    @Test
    void a_request_may_insist_on_tls() {
        assertThat(ProbeAddress.parse("rediss://cache1", 6379))
                .map(ProbeAddress::tls)
                .contains(true);
        assertThat(ProbeAddress.parse("redis://cache1", 6379))
                .map(ProbeAddress::tls)
                .contains(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " db1",
                "db1 ",
                "db1:0",
                "db1:65536",
                "db1:-1",
                "db1:5432:5433",
                "user@db1",
                "user:pw@db1",
                "redis://:pw@db1",
                "db1?sslmode=disable",
                "db1/x?sslmode=disable",
                "db1/a/b",
                "db1/../x",
                "db1#x",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0x7f.1",
                "0177.0.0.1",
                "999.1.1.1",
                "1.2.3.4.5",
                "[::1",
                "[fe80::1%25lo]",
                "::1",
                "db1\r\nX: y",
                "db1\0",
                "d\u0131b1",
                "\uff11\uff12\uff17.1",
                "db1,db2",
                "db1;db2",
                "file:///etc/passwd",
                "unix:/run/x",
                "//db1",
                "db..1",
                ".db1",
                "db1:5432/a%20b"
            })
    void anything_else_is_none(String text) {
        assertThat(ProbeAddress.parse(text, 5432)).isEmpty();
    }

    @Test
    void a_long_text_is_none_and_takes_no_time() {
        assertThat(ProbeAddress.parse("a.".repeat(500_000), 5432)).isEmpty();
        assertThat(ProbeAddress.parse("a".repeat(63) + ".".repeat(300), 5432)).isEmpty();
    }
}
