package com.allodoc.ops.examples.demo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.allodoc.ops.exporter.Exporter;
import com.allodoc.ops.exporter.config.ContainerTarget;
import com.allodoc.ops.exporter.config.ExporterConfig;
import com.allodoc.ops.exporter.config.ListenAddress;
import com.allodoc.ops.exporter.config.ListenConfig;
import com.allodoc.ops.exporter.config.PostgresTarget;
import com.allodoc.ops.exporter.config.RedisTarget;
import com.allodoc.ops.exporter.config.ScrapeConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/**
 * Starts a little clinic and the exporter that watches it, tells where to look, and runs until Ctrl-C. {@code -Ddemo.port}
 * chooses the exporter's port.
 */
public final class Demo {
    private static final int DEFAULT_PORT = 9610;

    private final Progress progress = new Progress(System.out, Progress.isTerminal());
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final int port;

    private Demo(int port) {
        this.port = port;
    }

    /** Runs the demo. Ends the virtual machine with 1 and one clear sentence when it can't. */
    public static void main(String[] args) throws InterruptedException {
        onlyWarnings();
        Demo demo = new Demo(port(System.getProperty("demo.port", "")));
        Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "demo-stop"));
        try {
            demo.start();
        } catch (Exception e) {
            fail("The demo could not start: " + e.getMessage());
        }
        new CountDownLatch(1).await();
    }

    /** What comes up is told by the steps; the exporter's own lines would come in between. */
    private static void onlyWarnings() {
        for (String ours : List.of("com.allodoc", "allodoc")) {
            if (LoggerFactory.getLogger(ours) instanceof Logger logger) {
                logger.setLevel(Level.WARN);
            }
        }
    }

    private static int port(String text) {
        if (text.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65535) {
            fail("-Ddemo.port must be a number from 0 to 65535, not \"" + text + "\".");
        }
        return Integer.parseInt(text);
    }

    private static void fail(String message) {
        System.err.println();
        System.err.println(message);
        System.exit(1);
    }

    private void start() throws Exception {
        refuseTakenPort();
        progress.title("AlloDoc Ops demo: a clinic's servers, and the exporter that watches them");
        Path folder = Files.createTempDirectory("allodoc-demo-");
        open.push(Reaper.of(folder));
        EmbeddedPostgres postgres = progress.step(
                "Starting PostgreSQL",
                () -> Servers.startPostgres(folder),
                server -> "PostgreSQL on 127.0.0.1:" + server.getPort());
        int redisPort =
                progress.step("Starting Redis", () -> Servers.startRedis(folder), p -> "Redis on 127.0.0.1:" + p);
        SessionCache cache = new SessionCache(redisPort);
        cache.fill();
        ClinicDatabase clinic = new ClinicDatabase(postgres.getPostgresDatabase());
        progress.step(
                "Inventing patients",
                () -> {
                    clinic.create();
                    return clinic;
                },
                c -> ClinicDatabase.PATIENTS + " patients, " + ClinicDatabase.CONSULTATIONS + " consultations, "
                        + ClinicDatabase.APPOINTMENTS + " appointments, all invented");
        Path accessLog = folder.resolve("access.log");
        Backend backend = progress.step(
                "Starting the backend",
                () -> Backend.start(accessLog, Clock.systemUTC()),
                b -> "Backend with /health on " + b.address().substring("http://".length()));
        open.push(backend);
        Traffic traffic = new Traffic(List.of(clinic::work, cache::work, backend::visit));
        open.push(traffic);
        boolean docker = Files.exists(ContainerTarget.DEFAULT_SOCKET);
        if (!docker) {
            progress.absent("No Docker socket at " + ContainerTarget.DEFAULT_SOCKET + ": the demo goes on without");
        }
        Exporter exporter = Exporter.of(config(postgres.getPort(), redisPort, docker));
        exporter.start();
        open.push(exporter);
        String page = progress.step(
                "Scraping for the first time",
                () -> firstPage(exporter),
                text -> "First page: "
                        + text.lines().filter(line -> !line.startsWith("#")).count() + " series from "
                        + (docker ? "PostgreSQL, Redis and Docker" : "PostgreSQL and Redis"));
        if (page.isEmpty()) {
            throw new IOException("the first page is empty");
        }
        tell(exporter.addresses().get(0), backend, accessLog);
    }

    /** Asked before anything is started, so that the answer comes at once and nothing has to be taken down. */
    private void refuseTakenPort() {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            socket.setReuseAddress(true);
        } catch (IOException taken) {
            fail("Port " + port + " is taken. Choose another one: mvn -q -Pdemo package -Ddemo.port="
                    + (port < 65535 ? port + 1 : DEFAULT_PORT));
        }
    }

    private ExporterConfig config(int postgresPort, int redisPort, boolean docker) {
        return new ExporterConfig(
                new ListenConfig(List.of(new ListenAddress("127.0.0.1", port))),
                ScrapeConfig.DEFAULT,
                List.of(PostgresTarget.builder()
                        .name("clinic")
                        .host("127.0.0.1")
                        .port(postgresPort)
                        .build()),
                List.of(RedisTarget.builder()
                        .name("sessions")
                        .host("127.0.0.1")
                        .port(redisPort)
                        .build()),
                docker ? List.of(ContainerTarget.builder().build()) : List.of(),
                List.of());
    }

    private static String firstPage(Exporter exporter) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        exporter.once(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private void tell(URI address, Backend backend, Path accessLog) {
        progress.heading("Open");
        progress.item(address.toString(), "what runs, and how its last scrape went");
        progress.item(address.resolve("/metrics").toString(), "the page Prometheus reads");
        progress.item(backend.address() + "/health", "the clinic's backend");
        progress.item(accessLog.toString(), "its access log");
        progress.heading("Next");
        progress.item("curl -s " + address.resolve("/metrics") + " | grep -v '^#' | less", "every series");
        progress.item("curl -s '" + address.resolve("/metrics?collect[]=redis") + "' -g", "one source alone");
        progress.item("static_configs: [{targets: ['" + address.getAuthority() + "']}]", "for your prometheus.yml");
        progress.heading("Ctrl-C ends everything.");
        progress.blank();
    }

    /** In reverse order of the start. The reaper, pushed first, comes last: it ends the servers. */
    private void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e.getMessage());
            }
        }
    }
}
