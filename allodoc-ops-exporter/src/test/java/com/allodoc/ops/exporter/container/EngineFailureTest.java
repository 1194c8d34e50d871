package com.allodoc.ops.exporter.container;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.testing.FakeEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFailureTest {

    /** What a first scrape of this engine ends with. */
    private static Diagnosis diagnosis(URI host) {
        ContainerTarget target = ContainerTarget.of(
                ContainerSettings.builder("docker").dockerHost(host).build(), InstantSource.system());
        Deadline deadline = Deadline.after(Duration.ofSeconds(3));
        try (DockerSession session = target.open(deadline)) {
            session.begin(deadline);
            throw new AssertionError("it answered");
        } catch (IOException e) {
            return target.diagnose(e);
        }
    }

    private static String reason(Diagnosis diagnosis) {
        return diagnosis.reason().label();
    }

    @Nested
    class A_socket {
        @TempDir
        private Path directory;

        @Test
        void that_is_missing_is_unreachable_and_the_hint_is_to_mount_it() {
            Diagnosis diagnosis = diagnosis(URI.create("unix://" + directory + "/docker.sock"));
            assertThat(reason(diagnosis)).isEqualTo("unreachable");
            assertThat(diagnosis.message()).contains(directory + "/docker.sock").contains("mount it: -v ");
        }

        @Test
        void that_nobody_listens_on_is_refused() throws IOException {
            Path socket = directory.resolve("docker.sock");
            try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                listener.bind(UnixDomainSocketAddress.of(socket));
            }
            assertThat(reason(diagnosis(URI.create("unix://" + socket)))).isEqualTo("refused");
        }

        @Test
        void that_may_not_be_opened_is_a_matter_of_permission() {
            ContainerSettings settings = ContainerSettings.of("docker");
            Diagnosis diagnosis =
                    EngineFailure.diagnose(new IOException(new SocketException("Permission denied")), settings);
            assertThat(reason(diagnosis)).isEqualTo("permission");
            assertThat(diagnosis.message()).contains("group (docker)");
        }
    }

    @Nested
    class An_address {

        @Test
        void without_a_listener_is_refused() throws IOException {
            int port;
            try (ServerSocket closed = new ServerSocket(0)) {
                port = closed.getLocalPort();
            }
            assertThat(reason(diagnosis(URI.create("tcp://127.0.0.1:" + port)))).isEqualTo("refused");
        }

        @Test
        void without_a_host_is_unresolved() {
            assertThat(reason(diagnosis(URI.create("tcp://no-such-host.invalid:2375"))))
                    .isEqualTo("unresolved");
        }

        @Test
        void is_told_without_its_password() {
            Diagnosis diagnosis = diagnosis(URI.create("tcp://user:hunter2@no-such-host.invalid:2375"));
            assertThat(diagnosis.message())
                    .contains("no-such-host.invalid:2375")
                    .doesNotContain("hunter2");
        }
    }

    @Nested
    class An_answer {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        400 | {"message":"client version 1.24 is too old. Minimum supported API version is 1.44"} | protocol
                        400 | {"message":"client version 1.99 is too new. Maximum supported API version is 1.41"} | protocol
                        400 | Client sent an HTTP request to an HTTPS server.                                     | tls
                        401 | {"message":"authorization denied"}                                                  | auth
                        403 | <html>Forbidden by a proxy</html>                                                   | permission
                        404 | 404 page not found                                                                  | protocol
                        500 | {"message":"layer does not exist"}                                                  | error
                        502 | bad gateway                                                                         | busy
                        200 | <html>It works!</html>                                                              | protocol
                        """)
        void that_is_no_list_says_why(int status, String body, String reason) throws IOException {
            try (FakeEngine engine = FakeEngine.replaying("engine-20.10")) {
                engine.answer("/containers/json", status, body);
                assertThat(reason(diagnosis(engine.uri()))).isEqualTo(reason);
            }
        }

        @Test
        void of_something_that_is_no_HTTP_is_not_waited_for_beyond_the_deadline() throws Exception {
            try (ServerSocket server = new ServerSocket(0);
                    Samples.Scraper scraper = new Samples.Scraper(ContainerSettings.builder("docker")
                            .dockerHost(URI.create("tcp://127.0.0.1:" + server.getLocalPort()))
                            .build())) {
                Thread thread = new Thread(() -> {
                    try (var client = server.accept()) {
                        client.getOutputStream().write("SSH-2.0-OpenSSH_9.2p1\r\n".getBytes(US_ASCII));
                        client.getInputStream().readAllBytes();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                thread.setDaemon(true);
                thread.start();
                assertThat(scraper.scrape(Duration.ofMillis(500)).reason()).isEqualTo("timeout");
                // Aborted: the other side sees the connection end.
                thread.join(5000);
                assertThat(thread.isAlive()).isFalse();
            }
        }

        @Test
        @SuppressWarnings("try") // closed early on purpose: it ends the thread
        void that_breaks_off_is_lost() throws Exception {
            try (ServerSocket server = new ServerSocket(0)) {
                Thread thread = new Thread(() -> {
                    try {
                        while (true) {
                            server.accept().close();
                        }
                    } catch (IOException e) {
                        return;
                    }
                });
                thread.setDaemon(true);
                thread.start();
                assertThat(reason(diagnosis(URI.create("tcp://127.0.0.1:" + server.getLocalPort()))))
                        .isEqualTo("lost");
                server.close();
                thread.join();
            }
        }
    }

    @Nested
    class An_engine_that_hangs {

        @Test
        void is_timed_out_at_the_deadline_and_comes_back_by_itself() throws IOException {
            try (FakeEngine engine = FakeEngine.replaying("engine-20.10");
                    Samples.Scraper scraper = new Samples.Scraper(EngineAnswersTest.settings(engine))) {
                assertThat(scraper.scrape().reason()).isEqualTo("ok");
                CountDownLatch held = engine.hold("/containers/json");
                long start = System.nanoTime();
                Samples samples = scraper.scrape(Duration.ofMillis(400));
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
                assertThat(samples.reason()).isEqualTo("timeout");
                assertThat(samples.value("container_scrape_error")).isEqualTo(1);
                held.countDown();
                assertThat(scraper.scrape().reason()).isEqualTo("ok");
            }
        }

        @Test
        void for_one_container_costs_that_container_and_says_so() throws IOException {
            try (FakeEngine engine = FakeEngine.replaying("engine-20.10");
                    Samples.Scraper scraper = new Samples.Scraper(EngineAnswersTest.settings(engine))) {
                scraper.scrape();
                CountDownLatch held = engine.hold("/containers/19a1fa1009ef");
                Samples samples = scraper.scrape(Duration.ofSeconds(2));
                assertThat(samples.reason()).isEqualTo("ok");
                assertThat(samples.value("allodoc_container_usage_left_out")).isEqualTo(1);
                assertThat(samples.find("container_memory_rss", "name", "allodoc-web-1"))
                        .isEmpty();
                assertThat(samples.find("container_memory_rss", "name", "hosted"))
                        .isPresent();
                assertThat(samples.value("container_state", "name", "allodoc-web-1", "state", "running"))
                        .isEqualTo(1);
                held.countDown();
                assertThat(scraper.scrape().find("container_memory_rss", "name", "allodoc-web-1"))
                        .isPresent();
            }
        }

        @Test
        void with_its_info_only_costs_the_machine_only() throws IOException {
            try (FakeEngine engine = FakeEngine.replaying("engine-20.10");
                    Samples.Scraper scraper = new Samples.Scraper(EngineAnswersTest.settings(engine))) {
                CountDownLatch held = engine.hold("/info");
                Samples samples = scraper.scrape(Duration.ofSeconds(2));
                assertThat(samples.reason()).isEqualTo("ok");
                assertThat(samples.value("allodoc_collector_skipped", "collector", "machine"))
                        .isEqualTo(1);
                assertThat(samples.find("container_memory_rss", "name", "allodoc-web-1"))
                        .isPresent();
                held.countDown();
                assertThat(scraper.scrape().find("machine_cpu_cores")).isPresent();
            }
        }
    }
}
