package com.allodoc.ops.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: addresses, durations, secrets, guesses. */
class ValuesTest {

    @Nested
    class A_listen_address {
        @ParameterizedTest
        @CsvSource({
            "127.0.0.1:9610, 127.0.0.1, 9610, 127.0.0.1:9610",
            ":9610, '', 9610, :9610",
            "*:9610, '', 9610, :9610",
            "[::1]:9610, ::1, 9610, [::1]:9610",
            "[::]:0, ::, 0, [::]:0",
            "[fe80::1%eth0]:80, fe80::1%eth0, 80, [fe80::1%eth0]:80",
            "host.example:65535, host.example, 65535, host.example:65535"
        })
        void is_read_and_written(String text, String host, int port, String written) {
            ListenAddress address = ListenAddress.parse(text);
            assertThat(address).isEqualTo(new ListenAddress(host, port)).hasToString(written);
            assertThat(ListenAddress.parse(written)).isEqualTo(address);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "9610",
                    "localhost",
                    "::1:9610",
                    "[::1]",
                    "[::1]9610",
                    "[x]:1",
                    "a:b",
                    "a:",
                    ":65536",
                    "a:-1",
                    "a b:1",
                    "http://a:1",
                    "a:1/x",
                    ":9610 ",
                    "a:٣"
                })
        void is_refused(String text) {
            assertThatIllegalArgumentException().isThrownBy(() -> ListenAddress.parse(text));
        }

        @Test
        void binds_every_interface_without_a_host() {
            assertThat(new ListenAddress("", 1).toSocketAddress().getAddress().isAnyLocalAddress())
                    .isTrue();
            assertThat(ListenAddress.DEFAULT.toSocketAddress().getAddress().isLoopbackAddress())
                    .isTrue();
        }
    }

    @Nested
    class A_duration {
        @ParameterizedTest
        @CsvSource({"5s, 5000", "1m30s, 90000", "250ms, 250", "2h, 7200000", "1h2m3s4ms, 3723004", "0s, 0"})
        void is_read_and_written(String text, long millis) {
            assertThat(DurationText.parse(text)).isEqualTo(Duration.ofMillis(millis));
            assertThat(DurationText.format(Duration.ofMillis(millis))).isEqualTo(text);
        }

        @Test
        void is_written_in_its_shortest_form() {
            assertThat(DurationText.format(DurationText.parse("90s"))).isEqualTo("1m30s");
            assertThat(DurationText.format(DurationText.parse("1500ms"))).isEqualTo("1s500ms");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "5", "s", "5 s", "-5s", "1.5s", "30s1m", "5S", "5sec", "99999999999s", "PT5S", "1d"})
        void is_refused(String text) {
            assertThatIllegalArgumentException().isThrownBy(() -> DurationText.parse(text));
        }
    }

    @Nested
    class A_secret {
        @Test
        void is_revealed_only_when_asked() {
            Secret secret = Secret.of("hunter2");
            assertThat(secret.reveal()).isEqualTo("hunter2");
            assertThat(secret).hasToString("***");
            assertThat(secret).isEqualTo(Secret.of("hunter2")).isNotEqualTo(Secret.of("hunter3"));
            assertThat(secret.hashCode()).isEqualTo(Secret.of("other").hashCode());
        }

        @Test
        void is_never_empty() {
            assertThatIllegalArgumentException().isThrownBy(() -> Secret.of(""));
        }
    }

    @Nested
    class A_guess {
        private final List<String> known = List.of("sslMode", "user", "database", "url", "tlsVerify", "port");

        @ParameterizedTest
        @CsvSource({
            "ssl-mode, sslMode", "ssl_mode, sslMode", "SSLMODE, sslMode", "sslMdoe, sslMode", "usr, user",
            "username, user", "dbname, database", "tls_verfy, tlsVerify", "prot, port", "addr, url"
        })
        void finds_what_was_meant(String word, String meant) {
            assertThat(Nearest.of(word, known)).contains(meant);
        }

        @ParameterizedTest
        @ValueSource(strings = {"x", "kafka", "", "aVeryLongWordThatResemblesNothingAtAllAndNeverEnds"})
        void stays_silent_when_nothing_is_near(String word) {
            assertThat(Nearest.of(word, known)).isEmpty();
        }
    }
}
