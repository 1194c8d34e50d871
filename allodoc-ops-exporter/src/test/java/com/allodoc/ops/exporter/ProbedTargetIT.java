package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.ProbeRequest;
import com.allodoc.ops.exporter.collect.ScrapeFilter;
import com.allodoc.ops.exporter.collect.ScrapeReport;
import com.allodoc.ops.exporter.collect.ScrapeThreads;
import com.allodoc.ops.exporter.collect.Session;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.collect.TargetScraper;
import com.allodoc.ops.exporter.collect.UpReason;
import com.allodoc.ops.exporter.testing.Certificates;
import com.allodoc.ops.exporter.testing.PostgresServer;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A name service that lies, and real servers it may or may not lead to. */
@Timeout(120)
class ProbedTargetIT {
    @TempDir
    private Path folder;

    private final ScrapeThreads threads = new ScrapeThreads();
    private final List<String> lookedUp = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        threads.close();
    }

    /** How a probe of this server fares when its name leads to these addresses. */
    private ScrapeReport probe(String source, String target, String targets, String... addresses) throws Exception {
        return probeBy("targets: " + targets, source, target, addresses);
    }

    private ScrapeReport probeBy(String module, String source, String target, String... addresses) throws Exception {
        ProbeTargets finder = new ProbeTargets(
                ConfigText.read(folder, "probe: {%s: [{%s}]}".formatted(source, module))
                        .probe(),
                host -> {
                    lookedUp.add(host);
                    InetAddress[] found = new InetAddress[addresses.length];
                    for (int i = 0; i < found.length; i++) {
                        found[i] = InetAddress.getByName(addresses[i]);
                    }
                    if (found.length == 0) {
                        throw new UnknownHostException(host);
                    }
                    return found;
                });
        return scrape(finder.target(finder.check(new ProbeRequest(source, target, "default"))));
    }

    private ScrapeReport scrape(Target<?> target) {
        return scrapeOne(target);
    }

    private <S extends Session> ScrapeReport scrapeOne(Target<S> target) {
        try (TargetScraper<S> scraper =
                new TargetScraper<>(target, Optional.empty(), threads, InstantSource.system())) {
            scraper.scrape(Deadline.after(Duration.ofSeconds(20)), ScrapeFilter.ALL)
                    .orElseThrow()
                    .join();
            return scraper.lastReport().orElseThrow();
        }
    }

    @Test
    void the_address_that_was_checked_is_the_one_that_is_connected_to() throws Exception {
        int postgres = PostgresServer.start(17).port();
        int redis = RedisServer.shared().port();
        String list = "['db.invalid:%d', 'db.invalid:%d', '127.0.0.0/8:*']".formatted(postgres, redis);

        assertThat(probe("postgres", "db.invalid:" + postgres, list, "127.0.0.1")
                        .isUp())
                .as("no name service but ours knows db.invalid")
                .isTrue();
        assertThat(probe("redis", "db.invalid:" + redis, list, "127.0.0.1").isUp())
                .isTrue();
        assertThat(lookedUp).containsExactly("db.invalid", "db.invalid");
    }

    @Test
    void a_name_that_has_moved_to_this_machine_gets_nothing() throws Exception {
        int postgres = PostgresServer.start(17).port();
        int redis = RedisServer.shared().port();
        String list = "['db.invalid:%d', 'db.invalid:%d']".formatted(postgres, redis);

        for (String address : List.of("127.0.0.1", "::1", "0.0.0.0", "169.254.169.254", "::ffff:127.0.0.1")) {
            ScrapeReport report = probe("postgres", "db.invalid:" + postgres, list, address);
            assertThat(report.diagnosis().reason()).isEqualTo(UpReason.PERMISSION);
            assertThat(report.diagnosis().message()).contains("targets of its module lists the address");
            assertThat(probe("redis", "db.invalid:" + redis, list, address)
                            .diagnosis()
                            .reason())
                    .isEqualTo(UpReason.PERMISSION);
        }
    }

    @Test
    void of_several_addresses_the_first_allowed_one_is_taken() throws Exception {
        int redis = RedisServer.shared().port();
        String list = "['db.invalid:%d', '127.0.0.1:%d']".formatted(redis, redis);

        assertThat(probe("redis", "db.invalid:" + redis, list, "169.254.169.254", "127.0.0.1")
                        .isUp())
                .isTrue();
    }

    @Test
    void a_name_without_address_is_unresolved() throws Exception {
        for (String source : List.of("postgres", "redis")) {
            assertThat(probe(source, "db.invalid:1", "['db.invalid:1']")
                            .diagnosis()
                            .reason())
                    .isEqualTo(UpReason.UNRESOLVED);
        }
    }

    /** Both certificates are good for 127.0.0.1, where both names lead: only the name that was asked for may count. */
    @Nested
    class Over_tls {
        private static final List<String> NAMES = List.of("db.invalid", "other.invalid");

        @Test
        void postgresql_must_have_the_certificate_of_the_name_and_not_of_the_address() throws Exception {
            for (String name : NAMES) {
                Certificates.Pair pair = certificate(name);
                try (PostgresServer server = PostgresServer.startAlone(
                        17,
                        Map.of(
                                "ssl",
                                "on",
                                "ssl_cert_file",
                                pair.certificate().toString(),
                                "ssl_key_file",
                                pair.key().toString()))) {
                    String module = "user: postgres, sslMode: verify-full, sslRootCert: %s, targets: [%s]"
                            .formatted(pair.certificate(), allowed(server.port()));
                    expect(name, probeBy(module, "postgres", "db.invalid:" + server.port(), "127.0.0.1"));
                }
            }
        }

        @Test
        void redis_must_have_the_certificate_of_the_name_and_not_of_the_address() throws Exception {
            for (String name : NAMES) {
                Certificates.Pair pair = certificate(name);
                int port = Programs.freePort();
                try (RedisServer server = RedisServer.debian(
                        "tls-port " + port,
                        "tls-cert-file " + pair.certificate(),
                        "tls-key-file " + pair.key(),
                        "tls-ca-cert-file " + pair.certificate(),
                        "tls-auth-clients no")) {
                    assertThat(server.port()).isNotEqualTo(port);
                    String module = "tls: true, tlsCa: %s, targets: [%s]".formatted(pair.certificate(), allowed(port));
                    expect(name, probeBy(module, "redis", "db.invalid:" + port, "127.0.0.1"));
                }
            }
        }

        private Certificates.Pair certificate(String name) throws Exception {
            Path place = Files.createTempDirectory(folder, "tls");
            Certificates.Pair pair = new Certificates(place).selfSigned(name);
            Files.setPosixFilePermissions(pair.key(), PosixFilePermissions.fromString("rw-------"));
            return pair;
        }

        private static String allowed(int port) {
            return "'db.invalid:%1$d', '127.0.0.1:%1$d'".formatted(port);
        }

        private static void expect(String name, ScrapeReport report) {
            if (name.equals("db.invalid")) {
                assertThat(report.isUp()).as(report.diagnosis().message()).isTrue();
            } else {
                assertThat(report.diagnosis().reason()).isEqualTo(UpReason.TLS);
            }
        }
    }
}
