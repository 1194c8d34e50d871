package com.allodoc.ops.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebConfigTest {
    private static final String HASH = "$2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG";

    @TempDir
    private Path folder;

    private WebConfigLoader loader = WebConfigLoader.of(Environment.of(Map.of()));

    private WebConfig read(String text) throws IOException, ConfigException {
        return loader.fromFile(Files.writeString(folder.resolve("web.yml"), text));
    }

    private List<String> problems(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("web.yml"), text);
        ConfigException failure = catchThrowableOfType(ConfigException.class, () -> loader.fromFile(file));
        assertThat(failure).as("a refusal of\n%s", text).isNotNull();
        return failure.problems().stream()
                .map(p -> p.render().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void an_empty_file_protects_nothing() throws Exception {
        assertThat(read("")).isEqualTo(WebConfig.OPEN);
        assertThat(read("# nothing yet\n")).isEqualTo(WebConfig.OPEN);
    }

    @Test
    void little_means_the_toolkits_defaults() throws Exception {
        WebConfig config = read("tls_server_config: {cert_file: server.crt, key_file: tls/server.key}\n");

        assertThat(config.tls())
                .contains(new WebTls(
                        folder.resolve("server.crt"),
                        folder.resolve("tls/server.key"),
                        WebTls.ClientAuth.NO_CLIENT_CERT,
                        Optional.empty(),
                        List.of(),
                        WebTls.Version.TLS12,
                        WebTls.Version.TLS13,
                        List.of(),
                        List.of(),
                        true));
        assertThat(config.users()).isEmpty();
        assertThat(config.headers()).isEmpty();
        assertThat(config.rateLimit()).isEmpty();
    }

    @Test
    void every_key_of_the_toolkit_is_known() throws Exception {
        WebConfig config = read("""
                tls_server_config:
                  cert_file: /etc/tls/server.crt
                  key_file: /etc/tls/server.key
                  client_auth_type: RequireAndVerifyClientCert
                  client_ca_file: /etc/tls/ca.crt
                  client_allowed_sans: [prometheus.example]
                  min_version: TLS13
                  max_version: TLS13
                  cipher_suites: [TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384]
                  prefer_server_cipher_suites: false
                  curve_preferences: [CurveP256, X25519]
                http_server_config:
                  http2: true
                  headers:
                    Content-Security-Policy: "default-src 'self'"
                    X-Frame-Options: deny
                    X-Content-Type-Options: nosniff
                    X-XSS-Protection: "1"
                    Strict-Transport-Security: max-age=31536000
                basic_auth_users:
                  alice: %s
                  bob: ${env:BOB}
                rate_limit:
                  interval: 1s
                  burst: 20
                """.formatted(HASH), Map.of("BOB", HASH.replace("$2y$", "$2a$")));

        assertThat(config.tls())
                .contains(new WebTls(
                        Path.of("/etc/tls/server.crt"),
                        Path.of("/etc/tls/server.key"),
                        WebTls.ClientAuth.REQUIRE_AND_VERIFY_CLIENT_CERT,
                        Optional.of(Path.of("/etc/tls/ca.crt")),
                        List.of("prometheus.example"),
                        WebTls.Version.TLS13,
                        WebTls.Version.TLS13,
                        List.of("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"),
                        List.of(WebTls.Curve.CURVE_P256, WebTls.Curve.X25519),
                        false));
        assertThat(config.http2()).isTrue();
        assertThat(config.headers())
                .containsEntry("Content-Security-Policy", "default-src 'self'")
                .containsEntry("X-XSS-Protection", "1")
                .hasSize(5);
        assertThat(config.users()).containsOnlyKeys("alice", "bob");
        assertThat(config.rateLimit()).contains(new WebRateLimit(Duration.ofSeconds(1), 20));
        assertThat(config.toString()).doesNotContain("$2");
    }

    private WebConfig read(String text, Map<String, String> variables) throws IOException, ConfigException {
        loader = WebConfigLoader.of(Environment.of(variables));
        return read(text);
    }

    @Test
    void a_rate_of_zero_is_none() throws Exception {
        assertThat(read("rate_limit: {interval: 0, burst: 5}").rateLimit()).isEmpty();
    }

    @Test
    void all_problems_come_at_once_each_with_its_line() throws Exception {
        assertThat(problems("""
                tls_server_config:
                  cert_file: server.crt
                  key_file: server.key
                  client_auth_type: Verify
                  minversion: TLS12
                http_server_config:
                  headers:
                    X-Frame-Options: allow
                    X-Powered-By: coffee
                basic_auth_users:
                  alice: s3cret
                basic_auth: {}
                """))
                .containsExactly(
                        "web.yml:4: tls_server_config.client_auth_type: expected one of NoClientCert, RequestClientCert,"
                                + " RequireAnyClientCert, VerifyClientCertIfGiven, RequireAndVerifyClientCert;"
                                + " got \"Verify\"",
                        "web.yml:5: tls_server_config.minversion: unknown key \"minversion\"; did you mean"
                                + " \"min_version\"?",
                        "web.yml:8: http_server_config.headers.X-Frame-Options: expected deny or sameorigin;"
                                + " got \"allow\"",
                        "web.yml:9: http_server_config.headers.X-Powered-By: unknown key \"X-Powered-By\"; known are"
                                + " Content-Security-Policy, X-Frame-Options, X-Content-Type-Options,"
                                + " X-XSS-Protection, Strict-Transport-Security",
                        "web.yml:10: basic_auth_users: a user's password is no bcrypt hash; make one with:"
                                + " htpasswd -nBC 10 USER",
                        "web.yml:12: basic_auth: unknown key \"basic_auth\"; known are tls_server_config,"
                                + " http_server_config, basic_auth_users, rate_limit");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tls_server_config: {cert_file: a}|TLS needs both cert_file and key_file",
                "tls_server_config: {cert_file: a, key_file: b, client_ca_file: c}|client_auth_type does not use it",
                "tls_server_config: {cert_file: a, key_file: b, client_auth_type: VerifyClientCertIfGiven}"
                        + "|client_ca_file is missing",
                "tls_server_config: {cert_file: a, key_file: b, client_allowed_sans: [x]}|client_allowed_sans needs",
                "tls_server_config: {cert_file: a, key_file: b, min_version: TLS13, max_version: TLS12}"
                        + "|min_version is above max_version",
                "tls_server_config: {cert_file: a, key_file: b, curve_preferences: [P256]}|expected one of CurveP256",
                "basic_auth_users: {'a:b': $2y$10$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG}|a colon",
                "basic_auth_users: {a: $2y$17$X0h1gDsPszWURQaxFh.zoubFi6DXncSjhoQNJgRrnGs7EsimhC7zG}|cost must be",
                "basic_auth_users: {a: ''}|has no password hash",
                "rate_limit: {interval: 1s, burst: 0}|burst must be at least 1",
                "rate_limit: {interval: soon, burst: 1}|expected a duration",
                "rate_limit: {interval: 1s, burst: many}|expected a whole number",
                "http_server_config: {headers: {X-XSS-Protection: \"a\\r\\nSet-Cookie: x\"}}|one line of ASCII"
            })
    void what_cannot_be_meant_is_refused(String text, String part) throws Exception {
        assertThat(problems(text)).singleElement().asString().startsWith("web.yml:1: ").contains(part);
    }

    @Test
    void a_hash_is_never_shown() throws Exception {
        assertThat(problems("basic_auth_users: {alice: s3cret-hash, bob: {}}").toString()).doesNotContain("s3cret");
    }

    @Test
    void a_missing_file_is_told_by_its_name() {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class, () -> loader.fromFile(folder.resolve("none.yml")));
        assertThat(failure).hasMessageContaining("none.yml: the web configuration file does not exist");
    }
}
