package com.allodoc.ops.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedServersTest {
    @TempDir
    private Path folder;

    private static AllowedServers of(String... rules) {
        return new AllowedServers(
                Arrays.stream(rules).map(rule -> AllowRule.parse(rule, 5432)).toList());
    }

    private static InetAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "db1,                db1,              5432, true",
        "db1,                DB1,              5432, true",
        "DB1,                db1,              5432, true",
        "db1,                db1,              5433, false",
        "db1,                db10,             5432, false",
        "db1,                xdb1,             5432, false",
        "db1,                db1.evil.example, 5432, false",
        "db1:6432,           db1,              6432, true",
        "db1:6432,           db1,              5432, false",
        "db1:*,              db1,              1,    true",
        "*.internal,         db1.internal,     5432, true",
        "*.internal,         a.db1.internal,   5432, false",
        "*.internal,         internal,         5432, false",
        "*.internal,         evilinternal,     5432, false",
        "*.internal,         db1.internal.evil.example, 5432, false",
        "db-*.internal,      db-a-b.internal,  5432, true",
        "db-*-*.internal,    db-a-b-c.internal, 5432, true",
        "db-*-x.internal,    db-a.internal,    5432, false",
        "*,                  db1,              5432, true",
        "*,                  10.1.2.3,         5432, false",
        "*,                  a.b,              5432, false",
        "10.1.0.0/16,        10.1.255.1,       5432, true",
        "10.1.0.0/16,        10.2.0.1,         5432, false",
        "10.1.0.0/16,        db1,              5432, false",
        "10.1.2.3,           10.1.2.3,         5432, true",
        "10.1.2.3,           10.1.2.4,         5432, false",
        "0.0.0.0/0,          8.8.8.8,          5432, true",
        "0.0.0.0/0,          ::1,              5432, false",
        "[fd00::/8]:6432,    fd12::1,          6432, true",
        "[fd00::/8]:6432,    fe80::1,          6432, false",
        "[::1],              ::1,              5432, true",
        "127.0.0.0/8,        ::ffff:127.0.0.1, 5432, true",
        "10.1.0.0/31:*,      10.1.0.1,         9,    true",
        "10.1.0.0/31:*,      10.1.0.2,         9,    false"
    })
    void a_request_may_name_what_a_rule_names(String rule, String host, int port, boolean allowed) {
        assertThat(of(rule).mayName(host, port)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "0.1.2.3",
                "169.254.169.254",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "ff02::1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "::ffff:127.0.0.1",
                "fd00:ec2::254",
                "168.63.129.16",
                "100.100.100.200",
                "192.0.0.192"
            })
    void a_name_never_leads_to_this_machine_or_a_clouds_metadata(String address) {
        assertThat(of("db1", "*.internal").mayConnect("db1", address(address), 5432))
                .isFalse();
        assertThat(of("db1", "*.internal").mayConnect("x.internal", address(address), 5432))
                .isFalse();
    }

    @Test
    void unless_the_list_says_so_in_numbers() {
        assertThat(of("db1", "127.0.0.0/8").mayConnect("db1", address("127.0.0.1"), 5432))
                .isTrue();
        assertThat(of("169.254.169.254/32:80").mayConnect("169.254.169.254", address("169.254.169.254"), 80))
                .isTrue();
        assertThat(of("db1", "127.0.0.0/8:1").mayConnect("db1", address("127.0.0.1"), 5432))
                .as("of another port")
                .isFalse();
    }

    @Test
    void localhost_is_this_machine_by_its_name_and_nothing_else() {
        assertThat(of("localhost").mayConnect("localhost", address("127.0.0.1"), 5432))
                .isTrue();
        assertThat(of("localhost").mayConnect("localhost", address("::1"), 5432))
                .isTrue();
        assertThat(of("localhost").mayConnect("localhost", address("169.254.169.254"), 5432))
                .isFalse();
        assertThat(of("db1").mayConnect("localhost", address("127.0.0.1"), 5432))
                .isFalse();
    }

    @Test
    void ordinary_addresses_may_be_where_a_name_leads() {
        assertThat(of("db1").mayConnect("db1", address("10.1.2.3"), 5432)).isTrue();
        assertThat(of("db1").mayConnect("db1", address("fd12::1"), 5432)).isTrue();
        assertThat(of("db1").mayConnect("db2", address("10.1.2.3"), 5432)).isFalse();
    }

    @Test
    void only_whole_servers_are_single() {
        assertThat(of("db1", "db2:1", "db3:*", "db-*", "10.1.0.0/16", "10.1.2.3", "[fd00::1]:7")
                        .single())
                .containsExactly("db1:5432", "db2:1", "10.1.2.3:5432", "[fd00:0:0:0:0:0:0:1]:7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "db1:0", "db1:65536", "db1:x", "db 1", "user:pw@db1", "db1/16", "10.1.2.3/8", "10.0.0.0/33",
                "10.0.0.0/", "300.1.1.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "db1..x", "[::1", "a/b",
                "fe80::1%eth0", "http://db1", "dé"
            })
    void what_could_mean_something_else_is_no_rule(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AllowRule.parse(text, 5432))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    void a_rule_is_read_back_as_it_is_written() {
        for (AllowRule rule :
                of("db1", "db-*:*", "10.1.0.0/16:1", "[fd00::/8]:7", "[::1]").rules()) {
            assertThat(AllowRule.parse(rule.toString(), 5432)).isEqualTo(rule);
        }
    }

    @Test
    void all_problems_of_a_module_are_told_with_their_lines() {
        assertThat(ConfigFixture.problems(folder, """
                probe:
                  maxSessions: none
                  postgres:
                    - user: monitor
                    - targets: [db1, "db 2"]
                      host: db1
                  redis:
                    - targets: []
                """))
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("ops.yml:2: probe.maxSessions: expected a whole number"),
                        second -> assertThat(second).startsWith("ops.yml:4: probe.postgres[0]: targets is missing"),
                        third -> assertThat(third)
                                .startsWith("ops.yml:5: probe.postgres[1].targets[1]: expected a host name"),
                        fourth -> assertThat(fourth)
                                .startsWith("ops.yml:6: probe.postgres[1].host: a module has no server"),
                        fifth -> assertThat(fifth)
                                .startsWith("ops.yml:8: probe.redis[0].targets: targets must not be empty"));
    }

    @Test
    void a_list_of_no_rules_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AllowedServers(List.of()));
    }
}
