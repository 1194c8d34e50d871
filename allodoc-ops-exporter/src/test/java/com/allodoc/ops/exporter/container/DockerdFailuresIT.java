package com.allodoc.ops.exporter.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.allodoc.ops.exporter.collect.Diagnosis;
import com.allodoc.ops.exporter.testing.Dockerd;
import com.allodoc.ops.exporter.testing.OwnDockerd;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real engine that is stopped, killed and taken away. It is a private one: the machine's is left alone. */
class DockerdFailuresIT {
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private OwnDockerd own;
    private Samples.Scraper scraper;

    @BeforeEach
    void start() {
        own = Dockerd.startOwn();
        scraper = new Samples.Scraper(
                ContainerSettings.builder("docker").dockerHost(own.uri()).build());
    }

    @AfterEach
    void stop() {
        if (own != null) {
            scraper.close();
            own.close();
        }
    }

    private static void run(Dockerd engine) {
        engine.run(
                "hurt",
                "sleep 1000",
                create -> create.withHostConfig(HostConfig.newHostConfig().withNetworkMode("none")));
    }

    @Test
    void an_engine_that_hangs_is_a_timeout_and_its_return_is_noticed() throws Exception {
        try (Dockerd engine = own.engine()) {
            run(engine);
            assertThat(scraper.scrape().value("container_state", "name", "hurt", "state", "running"))
                    .isEqualTo(1);
            own.suspend();
            for (int i = 0; i < 3; i++) {
                long start = System.nanoTime();
                Samples samples = scraper.scrape(DEADLINE);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE.plusSeconds(1));
                assertThat(samples.reason()).isEqualTo("timeout");
                assertThat(samples.value("container_scrape_error")).isEqualTo(1);
                assertThat(samples.named("container_state")).isEmpty();
            }
            assertThat(ourThreads()).as("no thread waits for ever").isLessThan(8);
            own.resume();
            assertThat(scraper.scrape().value("container_state", "name", "hurt", "state", "running"))
                    .isEqualTo(1);
        }
    }

    private static long ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("allodoc-docker"))
                .count();
    }

    @Test
    void an_engine_that_is_killed_is_refused_and_its_return_is_noticed() throws Exception {
        assertThat(scraper.scrape().reason()).isEqualTo("ok");
        own.kill();
        assertThat(scraper.scrape(DEADLINE).reason()).isEqualTo("refused");
        own.restart();
        assertThat(scraper.scrape().reason()).isEqualTo("ok");
    }

    @Test
    void an_engine_that_is_killed_in_the_middle_of_a_scrape_ends_it_at_once() throws Exception {
        assertThat(scraper.scrape().reason()).isEqualTo("ok");
        own.suspend();
        CompletableFuture<Samples> scrape = CompletableFuture.supplyAsync(() -> scraper.scrape(Duration.ofSeconds(30)));
        awaitReader();
        long start = System.nanoTime();
        own.kill();
        assertThat(scrape.get(15, TimeUnit.SECONDS).reason()).isIn("lost", "refused");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        own.restart();
        assertThat(scraper.scrape().reason()).isEqualTo("ok");
    }

    /** Until the scrape waits for the answer to its list. */
    private static void awaitReader() {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (Thread.getAllStackTraces().entrySet().stream()
                .noneMatch(entry -> entry.getKey().getName().startsWith("allodoc-scrape")
                        && Arrays.stream(entry.getValue())
                                .anyMatch(frame -> frame.getMethodName().equals("receiveResponseHeader")))) {
            assertThat(System.nanoTime()).isLessThan(end);
        }
    }

    @Test
    void a_socket_that_is_gone_is_unreachable() throws Exception {
        assertThat(scraper.scrape().reason()).isEqualTo("ok");
        own.kill();
        Files.deleteIfExists(own.socket());
        Samples samples = scraper.scrape(DEADLINE);
        assertThat(samples.reason()).isEqualTo("unreachable");
        own.restart();
        assertThat(scraper.scrape().reason()).isEqualTo("ok");
    }

    @Test
    void a_socket_that_may_not_be_opened_is_told_from_one_that_is_gone(@TempDir Path directory) throws Exception {
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeTrue(Files.isExecutable(setpriv), "no setpriv to become another user with: install util-linux");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(socketDirectory(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Path program = directory.resolve("Connect.java");
        Files.writeString(program, """
                import java.net.UnixDomainSocketAddress;
                import java.nio.channels.SocketChannel;
                class Connect {
                    public static void main(String[] path) throws Exception {
                        try (SocketChannel c = SocketChannel.open(UnixDomainSocketAddress.of(path[0]))) {
                            System.out.print("connected");
                        } catch (java.net.SocketException e) {
                            System.out.print(e.getMessage());
                        }
                    }
                }
                """);
        Process process = new ProcessBuilder(
                        setpriv.toString(),
                        "--reuid=65534",
                        "--clear-groups",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        program.toString(),
                        own.socket().toString())
                .redirectErrorStream(true)
                .start();
        String message = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Diagnosis diagnosis = EngineFailure.diagnose(
                new IOException(new SocketException(message)),
                ContainerSettings.builder("docker").dockerHost(own.uri()).build());
        assertThat(diagnosis.reason().label()).as(message).isEqualTo("permission");
    }

    private Path socketDirectory() {
        return java.util.Objects.requireNonNull(own.socket().getParent());
    }
}
