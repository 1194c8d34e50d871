package com.allodoc.ops.exporter.config;

import static com.allodoc.ops.exporter.config.ConfigFixture.problems;
import static com.allodoc.ops.exporter.config.ConfigFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    @TempDir
    private Path folder;

    private static String postgres(String... lines) {
        return "targets:\n  postgres:\n    - " + String.join("\n      ", lines) + "\n";
    }

    @Nested
    class Every_problem_at_once {
        @Test
        void with_file_line_path_and_what_to_do() {
            assertThat(problems(folder, """
                            listen:
                              addresses: ["9610", "127.0.0.1:99999"]
                            scrape:
                              timeout: 5x
                            target: {}
                            targets:
                              postgres:
                                - name: main
                                  ssl-mode: require
                                  port: abc
                                  port: 5433
                                - name: main
                                  host: other
                                  sslMode: verify_full
                                  connectTimeout: 1500ms
                              redis:
                                - tls: yes
                                - host: [a]
                                - password:
                              docker: unix:///var/run/docker.sock
                              kafka: []
                            """))
                    .containsExactly(
                            "ops.yml:2: listen.addresses[0]: the port is missing; write host:port, such as"
                                    + " 127.0.0.1:9610 or :9610; got \"9610\"",
                            "ops.yml:2: listen.addresses[1]: the port must be a number from 1 to 65535;"
                                    + " got \"127.0.0.1:99999\"",
                            "ops.yml:4: scrape.timeout: expected a duration such as 250ms, 5s or 1m30s; got \"5x\"",
                            "ops.yml:5: target: unknown key \"target\"; did you mean \"targets\"?",
                            "ops.yml:9: targets.postgres[0].ssl-mode: unknown key \"ssl-mode\"; did you mean"
                                    + " \"sslMode\"?",
                            "ops.yml:10: targets.postgres[0].port: the port must be a number from 1 to 65535;"
                                    + " got \"abc\"",
                            "ops.yml:11: targets.postgres[0].port: the key \"port\" stands here twice; line 10 has it"
                                    + " already",
                            "ops.yml:14: targets.postgres[1].sslMode: sslMode must be one of disable, allow, prefer,"
                                    + " require, verify-ca, verify-full; did you mean \"verify-full\"?",
                            "ops.yml:15: targets.postgres[1].connectTimeout: must be whole seconds, as the driver"
                                    + " counts in them; got \"1500ms\"",
                            "ops.yml:17: targets.redis[0].tls: expected true or false; got \"yes\"",
                            "ops.yml:18: targets.redis[1].host: expected one value, got a list; put the value in"
                                    + " quotes if it is meant as text",
                            "ops.yml:19: targets.redis[2].password: has no value; remove the key or give it one",
                            "ops.yml:20: targets.docker: expected a list, got one value; start each entry with \"- \","
                                    + " or write [] for none",
                            "ops.yml:21: targets.kafka: unknown key \"kafka\"; known are postgres, redis, docker, host");
        }

        @Test
        void up_to_a_number_that_can_be_read() {
            String text = "targets: {}\n" + "k: 1\n".repeat(1);
            StringBuilder many = new StringBuilder(text);
            for (int i = 0; i < 1000; i++) {
                many.append("key").append(i).append(": x\n");
            }
            ConfigException failure = catchThrowableOfType(
                    ConfigException.class,
                    () -> ConfigLoader.of(Environment.of(Map.of()))
                            .fromFile(ConfigFixture.write(folder, many.toString())));
            assertThat(failure.problems()).hasSize(1001);
            assertThat(String.valueOf(failure.getMessage()).lines())
                    .hasSize(51)
                    .last()
                    .isEqualTo("... and 951 more");
        }
    }

    @Nested
    class Two_targets_of_a_source {
        @Test
        void need_two_names() {
            assertThat(problems(folder, "targets: {redis: [{name: a, host: x}, {name: A, host: y}]}"))
                    .containsExactly("ops.yml:1: targets.redis[1]: has the same name as targets.redis[0] (A);"
                            + " give each target its own name");
        }

        @Test
        void are_two_servers() {
            assertThat(problems(folder, "targets: {postgres: [{database: a}, {name: b, url: 'dbname=b'}]}"))
                    .singleElement()
                    .asString()
                    .contains("targets.postgres[1]: is the same server as targets.postgres[0] (localhost:5432)");
        }

        @Test
        void may_share_a_name_with_one_of_another_source() {
            assertThat(read(folder, "targets: {postgres: [{name: main}], redis: [{name: main}]}")
                            .targets())
                    .isEqualTo(2);
        }
    }

    @Nested
    class A_url_and_single_keys {
        @Test
        void complete_each_other() {
            PostgresTarget target = read(
                            folder,
                            postgres("url: postgresql://monitor@db:6432/clinic?sslmode=require", "password: s3cret"))
                    .postgres()
                    .get(0);
            assertThat(target.server()).isEqualTo("db:6432");
            assertThat(target.user()).isEqualTo("monitor");
            assertThat(target.password()).contains(Secret.of("s3cret"));
            assertThat(target.parameters()).containsExactly(Map.entry("sslmode", "require"));
            RedisTarget redis = read(
                            folder, "targets: {redis: [{url: 'rediss://me@c:1', password: x, tlsVerify: false}]}")
                    .redis()
                    .get(0);
            assertThat(redis)
                    .isEqualTo(RedisTarget.builder()
                            .host("c")
                            .port(1)
                            .tls(true)
                            .user("me")
                            .password(Secret.of("x"))
                            .tlsVerify(false)
                            .build());
        }

        @Test
        void must_not_contradict_each_other() {
            assertThat(problems(
                            folder,
                            postgres("url: host=db password=a sslmode=disable", "password: b", "sslMode: require")))
                    .containsExactly(
                            "ops.yml:4: targets.postgres[0].password: gives another \"password\" than"
                                    + " targets.postgres[0].url; keep one of them",
                            "ops.yml:5: targets.postgres[0].sslMode: gives another \"sslMode\" than"
                                    + " targets.postgres[0].url; keep one of them");
            assertThat(problems(folder, "targets: {redis: [{url: 'redis://c', tls: true}]}"))
                    .singleElement()
                    .asString()
                    .contains("gives another \"tls\" than targets.redis[0].url");
        }

        @Test
        void may_say_the_same() {
            assertThat(read(folder, postgres("url: host=db", "host: db")).postgres())
                    .hasSize(1);
        }
    }

    @Nested
    class References_to_variables_and_files {
        @Test
        void stand_inside_any_text() throws IOException {
            Files.writeString(folder.resolve("pw"), "two\nlines\n");
            ExporterConfig config = read(
                    folder,
                    "scrape: {timeout: '${env:T}s'}\n"
                            + postgres(
                                    "host: db-${env:ZONE}.local",
                                    "port: ${env:PORT}",
                                    "password: ${file:pw}",
                                    "user: a$${b}"),
                    Map.of("ZONE", "eu", "PORT", "6432", "T", "7"));
            PostgresTarget target = config.postgres().get(0);
            assertThat(target.server()).isEqualTo("db-eu.local:6432");
            assertThat(target.password()).contains(Secret.of("two\nlines"));
            assertThat(target.user()).isEqualTo("a${b}");
            assertThat(config.scrape().timeout()).isEqualTo(Duration.ofSeconds(7));
            assertThat(ConfigWriter.write(config)).contains("a$${b}");
        }

        @Test
        void are_not_searched_again() {
            assertThat(read(folder, postgres("password: ${env:PW}"), Map.of("PW", "${env:PW}"))
                            .postgres()
                            .get(0)
                            .password())
                    .contains(Secret.of("${env:PW}"));
        }

        @Test
        void that_lead_nowhere_are_problems_of_their_line() {
            assertThat(problems(
                            folder,
                            postgres(
                                    "user: ${env:NO_SUCH}",
                                    "password: ${file:no/such}",
                                    "host: ${HOST}",
                                    "database: a${env:X")))
                    .containsExactly(
                            "ops.yml:3: targets.postgres[0].user: the environment variable \"NO_SUCH\" is not set;"
                                    + " set it or remove the reference",
                            "ops.yml:4: targets.postgres[0].password: the file no/such does not exist",
                            "ops.yml:5: targets.postgres[0].host: a reference is ${env:NAME} or ${file:path};"
                                    + " write $${ for a literal ${",
                            "ops.yml:6: targets.postgres[0].database: a ${ is not closed by }; write $${ for a"
                                    + " literal ${");
        }

        @Test
        void that_are_empty_mean_no_password() {
            assertThat(read(folder, postgres("password: '${env:E}'"), Map.of("E", ""))
                            .postgres())
                    .singleElement()
                    .satisfies(t -> assertThat(t.password()).isEmpty());
        }
    }

    @Nested
    class Values_are_texts_as_they_were_written {
        @ParameterizedTest
        @CsvSource(textBlock = """
                        0123, 0123
                        1e3, 1e3
                        true, true
                        0x10, 0x10
                        'a # b', a
                        a#b, a#b
                        '"q\\"x"', 'q"x'
                        '''***''', ***
                        """)
        void a_password_of_digits_stays_what_it_is(String written, String meant) {
            assertThat(read(folder, postgres("password: " + written))
                            .postgres()
                            .get(0)
                            .password())
                    .contains(Secret.of(meant));
        }
    }

    @Nested
    class Text_that_is_no_configuration {
        @ParameterizedTest
        @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n"})
        void an_empty_file_says_what_belongs_into_it(String text) {
            assertThat(problems(folder, text)).singleElement().asString().startsWith("ops.yml:1: ");
        }

        @Test
        void a_file_without_targets_says_so() {
            assertThat(problems(folder, "listen: {}"))
                    .singleElement()
                    .asString()
                    .startsWith("ops.yml:1: targets is missing; list what to watch");
        }

        @Test
        void another_shape_is_named() {
            assertThat(problems(folder, "- a\n- b"))
                    .containsExactly("ops.yml:1: expected settings as \"key: value\" lines, got a list");
        }

        @Test
        void a_syntax_error_has_line_and_column() {
            assertThat(problems(folder, "targets:\n  redis:\n    - host: a: b\n"))
                    .containsExactly("ops.yml:3:14: not valid YAML: mapping values are not allowed here;"
                            + " a value that holds \": \" must be in quotes");
            assertThat(problems(folder, "targets:\n\tredis: []\n"))
                    .singleElement()
                    .asString()
                    .startsWith("ops.yml:2:1: not valid YAML: found character '\\t(TAB)'");
            assertThat(problems(folder, "targets: *nope\n"))
                    .containsExactly("ops.yml:1:10: not valid YAML: undefined alias; a value that starts with * must"
                            + " be in quotes");
        }

        @Test
        void a_character_that_yaml_forbids_has_its_line() {
            assertThat(problems(folder, "targets: {}\n\u0007\n"))
                    .containsExactly("ops.yml:2: not valid YAML: it holds a character that YAML does not allow");
        }

        @Test
        void a_second_document_is_refused() {
            assertThat(problems(folder, "targets: {}\n---\ntargets: {}\n"))
                    .containsExactly("ops.yml:3: a second document starts here; one file holds one, so remove the ---"
                            + " line");
        }

        @Test
        void keys_that_are_none_are_refused() {
            assertThat(problems(folder, "targets: {}\n[a, b]: c\n? {x: y}\n: z\n"))
                    .containsExactly("ops.yml:2: a key must be a plain word", "ops.yml:3: a key must be a plain word");
        }

        @Test
        void a_missing_file_and_a_folder_are_named() {
            for (Map.Entry<String, String> entry :
                    Map.of("none.yml", "does not exist", "", "is a directory").entrySet()) {
                ConfigException failure = catchThrowableOfType(
                        ConfigException.class,
                        () -> ConfigLoader.of(Environment.of(Map.of())).fromFile(folder.resolve(entry.getKey())));
                assertThat(failure).hasMessageContaining("the configuration file " + entry.getValue());
            }
        }

        @Test
        void a_huge_file_is_not_read() {
            assertThat(problems(folder, "#".repeat(ConfigLoader.MAX_FILE + 1)))
                    .singleElement()
                    .asString()
                    .contains("is larger than 1024 KiB");
        }

        @Test
        void a_file_that_is_no_text_is_refused() throws IOException {
            Path file = Files.write(folder.resolve("binary.yml"), new byte[] {(byte) 0xc3, 0x28});
            ConfigException failure = catchThrowableOfType(
                    ConfigException.class,
                    () -> ConfigLoader.of(Environment.of(Map.of())).fromFile(file));
            assertThat(failure).hasMessageContaining("is not UTF-8 text");
        }

        @Test
        void a_byte_order_mark_does_no_harm() {
            assertThat(read(folder, "\uFEFFtargets: {}").targets()).isZero();
        }
    }

    @Nested
    class Hostile_text {
        @Test
        void nested_deeply_is_refused_with_its_line() {
            assertThat(problems(folder, "targets:\n" + " [\n".repeat(100_000)))
                    .containsExactly("ops.yml:21: nested deeper than 20 levels, which no setting is");
        }

        @Test
        void of_aliases_of_aliases_costs_nothing() {
            StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
            for (int i = 1; i < 60; i++) {
                bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
            }
            bomb.append("targets: {postgres: *a59}\n");
            assertThat(problems(folder, bomb.toString()))
                    .singleElement()
                    .asString()
                    .startsWith("ops.yml: refused as hostile YAML");
        }

        @Test
        void that_contains_itself_is_refused() {
            assertThat(problems(folder, "targets: &t {postgres: *t}"))
                    .singleElement()
                    .asString()
                    .startsWith("ops.yml:1: targets.postgres: expected a list");
        }

        @Test
        void may_use_aliases_for_good() {
            List<RedisTarget> redis = read(folder, "targets: {redis: [{host: a, port: &p 7000}, {host: b, port: *p}]}")
                    .redis();
            assertThat(redis).extracting(RedisTarget::port).containsExactly(7000, 7000);
        }

        @Test
        void may_merge_what_several_targets_share() {
            List<RedisTarget> redis = read(folder, """
                            targets:
                              redis:
                                - &first {host: a, tls: true, tlsCa: /tls/ca.pem}
                                - {<<: *first, host: b}
                            """).redis();
            assertThat(redis.get(1))
                    .isEqualTo(RedisTarget.builder()
                            .host("b")
                            .tls(true)
                            .tlsCa(Path.of("/tls/ca.pem"))
                            .build());
        }
    }
}
