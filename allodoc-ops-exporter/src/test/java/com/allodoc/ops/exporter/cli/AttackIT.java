package com.allodoc.ops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.Main;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.JavaProcess;
import com.allodoc.ops.exporter.testing.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an attacker on the network would try against a process with little memory. It answers well after each. */
@Timeout(120)
class AttackIT {
    private static final String HEALTH = "GET /-/healthy HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private final List<RawHttp> clients = new ArrayList<>();
    private JavaProcess exporter;
    private int port;

    @BeforeEach
    void start() throws IOException {
        start("-Xmx48m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError");
    }

    private void start(String options) throws IOException {
        exporter = JavaProcess.start(options, Main.class, "--listen", "127.0.0.1:0");
        port = URI.create(exporter.lineWith("serving url=").replaceFirst(".*url=", ""))
                .getPort();
    }

    @AfterEach
    void stop() throws IOException {
        for (RawHttp client : clients) {
            client.close();
        }
        exporter.close();
    }

    private void requireWell() throws IOException {
        assertThat(RawHttp.answer(port, HEALTH)).startsWith("HTTP/1.1 200 OK");
        assertThat(exporter.isAlive()).isTrue();
    }

    private RawHttp connect() throws IOException {
        RawHttp client = RawHttp.connect(port);
        clients.add(client);
        return client;
    }

    @Test
    void a_header_of_a_megabyte_is_not_read_to_its_end() throws Exception {
        String answer = RawHttp.answer(
                port, "GET /metrics HTTP/1.1\r\nHost: x\r\nX-Big: " + "x".repeat(1_000_000) + "\r\n\r\n");

        assertThat(answer).doesNotContain("HTTP/1.1 200");
        requireWell();
    }

    @Test
    void neither_are_a_thousand_headers() throws Exception {
        StringBuilder headers = new StringBuilder("GET /metrics HTTP/1.1\r\nHost: x\r\n");
        for (int i = 0; i < 1_000; i++) {
            headers.append("X-").append(i).append(": y\r\n");
        }

        assertThat(RawHttp.answer(port, headers.append("\r\n").toString())).doesNotContain("HTTP/1.1 200");
        requireWell();
    }

    @Test
    void a_million_names_are_refused() throws Exception {
        String names = "name%5B%5D=x&".repeat(1_000_000);

        assertThat(RawHttp.answer(port, "GET /metrics?" + names + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .doesNotContain("HTTP/1.1 200");
        assertThat(RawHttp.answer(
                        port,
                        "GET /metrics?" + "name[]=x&".repeat(2_000)
                                + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        requireWell();
    }

    @Test
    void a_line_that_never_ends_takes_no_memory() throws Exception {
        RawHttp endless = connect();
        byte[] piece = new byte[1_000_000];
        try {
            for (int i = 0; i < 200; i++) {
                endless.send(piece);
            }
        } catch (IOException closed) {
            assertThat(closed).isNotNull();
        }
        requireWell();
    }

    @Test
    void three_hundred_clients_that_send_a_byte_and_no_more_keep_nobody_out() throws Exception {
        for (int i = 0; i < 300; i++) {
            connect().send("G");
        }
        requireWell();
    }

    @Test
    void a_thousand_connections_leave_it_well() throws Exception {
        open(1_000);
    }

    @Test
    @Tag("endurance")
    void ten_thousand_connections_leave_it_well() throws Exception {
        open(10_000);
    }

    private void open(int count) throws Exception {
        int refused = 0;
        for (int i = 0; i < count; i++) {
            try {
                connect();
            } catch (IOException e) {
                refused++;
            }
        }
        assertThat(refused).isLessThan(count / 2);
        int kept = Math.min(count, 4_096);
        Await.until(Duration.ofSeconds(60), () -> openFiles() < kept + 200);
        for (RawHttp client : clients) {
            client.close();
        }
        Await.until(Duration.ofSeconds(60), () -> {
            try {
                requireWell();
                return true;
            } catch (IOException stillFull) {
                return false;
            }
        });
        Await.until(Duration.ofSeconds(60), () -> openFiles() < 200);
    }

    private long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc", Long.toString(exporter.pid()), "fd"))) {
            return files.count();
        }
    }

    /** The JDK's own settings, as far as JDK 17 honours them: seen, not read about. */
    @Test
    void silent_connections_are_closed_and_only_so_many_are_taken() throws Exception {
        exporter.close();
        start("-Xmx48m -Djdk.httpserver.maxConnections=5 -Dsun.net.httpserver.maxReqTime=1"
                + " -Dsun.net.httpserver.clockTick=200");
        List<RawHttp> silent = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            silent.add(connect());
        }
        for (RawHttp client : silent) {
            assertThat(client.isClosed()).isTrue();
        }
        requireWell();
    }

    @Test
    void nothing_of_a_request_is_logged() throws Exception {
        RawHttp.answer(port, "GET /s3cret-path?token=s3cret HTTP/1.1\r\nHost: s3cret-host\r\nConnection: close\r\n\r\n");
        RawHttp.answer(port, "GET /%zz-s3cret HTTP/1.1\r\nAuthorization: Basic s3cret\r\nConnection: close\r\n\r\n");
        RawHttp.answer(port, "s3cret s3cret\r\n\r\n");
        requireWell();
        exporter.signal("TERM");

        exporter.lineWith("stopped");
        assertThat(exporter.seen()).doesNotContain("s3cret");
    }
}
