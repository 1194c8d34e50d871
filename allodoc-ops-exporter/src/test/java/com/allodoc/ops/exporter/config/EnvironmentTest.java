package com.allodoc.ops.exporter.config;

import static com.allodoc.ops.exporter.config.ConfigFixture.NOTHING;
import static com.allodoc.ops.exporter.config.ConfigFixture.environment;
import static com.allodoc.ops.exporter.config.ConfigFixture.environmentProblems;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without a file: the variables of the peers. */
class EnvironmentTest {
    @TempDir
    private Path folder;

    private static Map<String, String> with(String... pairs) {
        Map<String, String> variables = new HashMap<>(NOTHING);
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], pairs[i + 1]);
        }
        return variables;
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Nested
    class Nothing_set {
        @Test
        void means_the_local_servers_and_no_engine_without_its_socket() {
            ExporterConfig config = environment(Map.of());
            assertThat(config.postgres())
                    .containsExactly(PostgresTarget.builder().build());
            assertThat(config.redis()).containsExactly(RedisTarget.builder().build());
            assertThat(config.containers()).isEmpty();
            assertThat(config.listen()).isEqualTo(ListenConfig.DEFAULT);
            assertThat(config.scrape()).isEqualTo(ScrapeConfig.DEFAULT);
        }

        @Test
        void means_the_local_engine_if_its_socket_is_there() throws Exception {
            Path socket = Path.of(file("docker.sock", ""));
            ExporterConfig config = ConfigLoader.of(Environment.of(Map.of()).withDockerSocket(socket))
                    .fromEnvironment();
            assertThat(config.containers()).singleElement().satisfies(target -> {
                assertThat(target.dockerHost()).isEqualTo("unix://" + socket);
                assertThat(target.name()).isEqualTo("local");
            });
        }
    }

    @Test
    void set_but_empty_means_no_such_target() {
        assertThat(environment(NOTHING).targets()).isZero();
        assertThat(environment(Map.of("DATA_SOURCE_URI", "", "REDIS_ADDR", "")).targets())
                .isZero();
    }

    @Nested
    class Postgres {
        @Test
        void is_put_together_from_address_and_credentials() {
            assertThat(environment(with(
                                    "DATA_SOURCE_URI", "db:6432/clinic?sslmode=disable",
                                    "DATA_SOURCE_USER", "mon@itor",
                                    "DATA_SOURCE_PASS", "p@s/s:w%#"))
                            .postgres())
                    .containsExactly(PostgresTarget.builder()
                            .host("db")
                            .port(6432)
                            .database("clinic")
                            .user("mon@itor")
                            .password(Secret.of("p@s/s:w%#"))
                            .parameter("sslmode", "disable")
                            .build());
        }

        @Test
        void is_put_together_from_files_which_win() throws IOException {
            assertThat(environment(with(
                                    "DATA_SOURCE_URI_FILE", file("uri", "db/clinic\n"),
                                    "DATA_SOURCE_USER_FILE", file("user", "monitor\n"),
                                    "DATA_SOURCE_USER", "other",
                                    "DATA_SOURCE_PASS_FILE", file("pass", " s3cret \n")))
                            .postgres())
                    .containsExactly(PostgresTarget.builder()
                            .host("db")
                            .database("clinic")
                            .user("monitor")
                            .password(Secret.of("s3cret"))
                            .build());
            assertThat(environment(with("DATA_SOURCE_NAME_FILE", file("name", "host=a,host=b\n")))
                            .postgres())
                    .extracting(PostgresTarget::server)
                    .containsExactly("a:5432", "b:5432");
        }

        @Test
        void is_the_local_server_when_only_credentials_are_set() {
            assertThat(environment(Map.of("DATA_SOURCE_USER", "monitor", "DATA_SOURCE_PASS", "x", "REDIS_ADDR", ""))
                            .postgres())
                    .containsExactly(PostgresTarget.builder()
                            .user("monitor")
                            .password(Secret.of("x"))
                            .build());
        }

        @Test
        void ignores_the_parts_when_the_whole_is_set() {
            assertThat(environment(with("DATA_SOURCE_NAME", "host=a", "DATA_SOURCE_URI", "b", "DATA_SOURCE_USER", "u"))
                            .postgres())
                    .singleElement()
                    .satisfies(t -> assertThat(t.server() + t.user()).isEqualTo("a:5432postgres"));
        }

        @Test
        void takes_what_is_left_open_from_libpqs_variables() {
            assertThat(environment(with(
                                    "DATA_SOURCE_NAME", "host=a user=u",
                                    "PGHOST", "other",
                                    "PGPORT", "6432",
                                    "PGPASSWORD", "pw",
                                    "PGSSLMODE", "require",
                                    "PGCONNECT_TIMEOUT", "4"))
                            .postgres())
                    .containsExactly(PostgresTarget.builder()
                            .host("a")
                            .port(6432)
                            .database("u")
                            .user("u")
                            .password(Secret.of("pw"))
                            .parameter("sslmode", "require")
                            .parameter("connectTimeout", "4")
                            .build());
        }

        @Test
        void names_the_variable_whose_file_is_missing_or_empty() throws IOException {
            assertThat(environmentProblems(with(
                            "DATA_SOURCE_URI", "db",
                            "DATA_SOURCE_USER_FILE", "/no/such",
                            "DATA_SOURCE_PASS_FILE", file("empty", "\n"))))
                    .containsExactly(
                            "environment: DATA_SOURCE_USER_FILE: the file /no/such does not exist",
                            "environment: DATA_SOURCE_PASS_FILE: the file " + folder.resolve("empty") + " is empty");
        }
    }

    @Nested
    class Redis {
        @ParameterizedTest
        @CsvSource(nullValues = "-", textBlock = """
                        cache,                                cache:6379,    false, -,    -
                        cache:6380,                           cache:6380,    false, -,    -
                        redis://cache,                        cache:6379,    false, -,    -
                        valkey://cache:7,                     cache:7,       false, -,    -
                        rediss://cache:6380,                  cache:6380,    true,  -,    -
                        redis://u:p%40q%2F@cache/0,           cache:6379,    false, u,    p@q/
                        redis://:p@cache/,                    cache:6379,    false, -,    p
                        redis://u:p@q@cache,                  cache:6379,    false, u,    p@q
                        redis://lone@cache,                   cache:6379,    false, -,    lone
                        valkeys://[2001:db8::1]:6380/3,       '[2001:db8::1]:6380', true, -, -
                        """)
        void address_is_read(String address, String server, boolean tls, String user, String password) {
            assertThat(environment(with("REDIS_ADDR", address)).redis())
                    .singleElement()
                    .satisfies(target -> {
                        assertThat(target.server()).isEqualTo(server);
                        assertThat(target.tls()).isEqualTo(tls);
                        assertThat(target.user().orElse(null)).isEqualTo(user);
                        assertThat(target.password().map(Secret::reveal).orElse(null))
                                .isEqualTo(password);
                    });
        }

        @ParameterizedTest
        @CsvSource(textBlock = """
                        unix://tmp/redis.sock,        after unix:// the absolute path of the socket is expected
                        http://cache,                 a Redis address starts with redis://
                        redis://u:s3cret@cache/x,     after the host only /number may follow
                        redis://u:s3/cret@cache:y,    the port must be a number
                        redis://cache?password=s3cret, settings after ? are not supported
                        redis://u:s3cret%2@cache,     write %25 for the sign itself
                        2001:db8::1:6379,             must be in brackets
                        'redis://ca che',             a character that no host name has
                        """)
        void address_is_refused_with_a_reason(String address, String reason) {
            assertThat(environmentProblems(with("REDIS_ADDR", address)))
                    .singleElement()
                    .asString()
                    .startsWith("environment: REDIS_ADDR: ")
                    .contains(reason)
                    .doesNotContain("s3");
        }

        @Test
        void takes_user_password_and_tls_from_redis_exporters_variables() {
            assertThat(environment(with(
                                    "REDIS_ADDR", "rediss://cache",
                                    "REDIS_USER", "exporter",
                                    "REDIS_PASSWORD", "pw",
                                    "REDIS_PASSWORD_FILE", "/not/read",
                                    "REDIS_EXPORTER_TLS_CA_CERT_FILE", "/ca",
                                    "REDIS_EXPORTER_TLS_CLIENT_CERT_FILE", "/cert",
                                    "REDIS_EXPORTER_TLS_CLIENT_KEY_FILE", "/key",
                                    "REDIS_EXPORTER_SKIP_TLS_VERIFICATION", "true"))
                            .redis())
                    .containsExactly(RedisTarget.builder()
                            .host("cache")
                            .tls(true)
                            .user("exporter")
                            .password(Secret.of("pw"))
                            .tlsCa(Path.of("/ca"))
                            .tlsCertificate(Path.of("/cert"))
                            .tlsKey(Path.of("/key"))
                            .tlsVerify(false)
                            .build());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
                        pw                                          | pw
                        {"redis://cache:6379": "a", "redis://b": ""} | a
                        {"cache:6379": "a"}                         | a
                        {"redis://other:6379": "a"}                 | -
                        """)
        void reads_the_password_from_a_file(String content, String password) throws IOException {
            assertThat(environment(with("REDIS_ADDR", "cache:6379", "REDIS_PASSWORD_FILE", file("pw", content + "\n")))
                            .redis())
                    .singleElement()
                    .satisfies(t -> assertThat(t.password().map(Secret::reveal).orElse(null))
                            .isEqualTo(password));
        }

        @Test
        void refuses_a_password_file_that_is_neither() throws IOException {
            assertThat(environmentProblems(with("REDIS_ADDR", "c", "REDIS_PASSWORD_FILE", file("pw", "{s3cret"))))
                    .containsExactly("environment: REDIS_PASSWORD_FILE: the file starts with { but is no JSON map"
                            + " from address to password");
            assertThat(environmentProblems(with("REDIS_ADDR", "c", "REDIS_PASSWORD_FILE", file("pw", "{\"c\": [1]}"))))
                    .singleElement()
                    .asString()
                    .contains("must hold texts only");
        }

        @Test
        void needs_tls_for_the_settings_of_tls() {
            assertThat(environmentProblems(with("REDIS_ADDR", "c", "REDIS_EXPORTER_TLS_CA_CERT_FILE", "/ca")))
                    .singleElement()
                    .asString()
                    .contains("need tls: true or a rediss:// address");
        }
    }

    @Nested
    class Docker {
        @ParameterizedTest
        @CsvSource(nullValues = "-", textBlock = """
                        unix:///run/d.sock, -,      -, unix:///run/d.sock, local,     -
                        unix:///run/d.sock, /certs, 1, unix:///run/d.sock, local,     -
                        tcp://node,         -,      -, tcp://node:2376,    node:2376, -
                        tcp://node:2375/,   -,      -, tcp://node:2375,    node:2375, -
                        tcp://[::1]:2376,   /certs, 1, tcp://[::1]:2376,   [::1]:2376, /certs
                        tcp://node:2376,    /certs, -, tcp://node:2376,    node:2376, /certs
                        tcp://node:2376,    -,      1, tcp://node:2376,    node:2376, /home/me/.docker
                        """)
        void address_is_read(
                String host, String path, String verify, String address, String name, String certificates) {
            Map<String, String> variables = with("DOCKER_HOST", host, "HOME", "/home/me");
            if (path != null) {
                variables.put("DOCKER_CERT_PATH", path);
            }
            if (verify != null) {
                variables.put("DOCKER_TLS_VERIFY", verify);
            }
            assertThat(environment(variables).containers()).singleElement().satisfies(target -> {
                assertThat(target.dockerHost()).isEqualTo(address);
                assertThat(target.name()).isEqualTo(name);
                assertThat(target.tlsCertPath().map(Path::toString).orElse(null))
                        .isEqualTo(certificates);
            });
        }

        @ParameterizedTest
        @CsvSource({
            "ssh://node, ssh://",
            "unix://relative, absolute path",
            "node:2376, starts with unix:// or tcp://",
            "tcp://:2376, needs host and port",
            "tcp://a b, no host name has"
        })
        void address_is_refused_with_a_reason(String host, String reason) {
            assertThat(environmentProblems(with("DOCKER_HOST", host)))
                    .singleElement()
                    .asString()
                    .startsWith("environment: DOCKER_HOST: ")
                    .contains(reason);
        }
    }
}
