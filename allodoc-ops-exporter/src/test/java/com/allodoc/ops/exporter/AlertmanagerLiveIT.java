package com.allodoc.ops.exporter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.config.Environment;
import com.allodoc.ops.exporter.config.RunbookLoader;
import com.allodoc.ops.exporter.render.Rendering;
import com.allodoc.ops.exporter.testing.Alertmanager;
import com.allodoc.ops.exporter.testing.Await;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rendered routing in a real Alertmanager, with every receiver leading to a sink of ours. */
class AlertmanagerLiveIT {
    private static final String MARKER = alert("MemoryCritical", "critical", "host", "host");

    @TempDir
    private Path folder;

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpServer sink;

    AlertmanagerLiveIT() throws IOException {
        sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sink.createContext("/", exchange -> {
            String receiver = exchange.getRequestURI().getPath().substring(1);
            received.add(receiver + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        sink.start();
    }

    @AfterEach
    void stopSink() {
        sink.stop(0);
    }

    @Test
    void one_page_for_a_service_and_nothing_about_what_follows_from_it() throws Exception {
        deliver(
                "windows: {weekly: ~, monthly: ~}\n",
                List.of(
                        alert("ServiceDown", "critical", "service", "backend"),
                        alert("ServiceNeverSeen", "critical", "service", "frontend"),
                        alert("ContainerOomKilled", "warning", "container", "backend"),
                        alert("RedisEvicting", "warning", "redis", "redis")),
                "ServiceDown",
                "ServiceNeverSeen",
                "RedisEvicting");
        assertThat(received)
                .anySatisfy(page -> assertThat(page).startsWith("page ").contains("\"ServiceDown\""))
                .anySatisfy(page -> assertThat(page).startsWith("page ").contains("\"ServiceNeverSeen\""))
                .anySatisfy(note -> assertThat(note).startsWith("standard ").contains("\"RedisEvicting\""))
                .noneSatisfy(note -> assertThat(note).contains("ContainerOomKilled"));
    }

    @Test
    void during_maintenance_only_what_is_never_muted_gets_through() throws Exception {
        String day = LocalDate.now(ZoneOffset.UTC).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        String next =
                LocalDate.now(ZoneOffset.UTC).plusDays(1).getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
        deliver(
                """
                zone: UTC
                windows:
                  weekly: {opens: %s at 00:00, until: '00:00'}
                  monthly: ~
                  tomorrow: {opens: %s at 00:00, until: '00:00'}
                """.formatted(day, next),
                List.of(
                        alert("ServiceDown", "critical", "service", "database"),
                        alert("RedisEvicting", "warning", "redis", "redis"),
                        alert("DatabaseConnectionFailure", "critical", "postgres", "database")),
                "DatabaseConnectionFailure");
        assertThat(received)
                .anySatisfy(page -> assertThat(page).startsWith("page ").contains("\"DatabaseConnectionFailure\""))
                .noneSatisfy(page -> assertThat(page).contains("\"ServiceDown\""))
                .noneSatisfy(page -> assertThat(page).contains("RedisEvicting"));
    }

    private static String alert(String name, String severity, String area, String service) {
        return "{\"labels\": {\"alertname\": \"%s\", \"severity\": \"%s\", \"area\": \"%s\", \"service\": \"%s\","
                        .formatted(name, severity, area, service)
                + " \"team\": \"devops\", \"sev\": \"2\", \"environment\": \"production\"}}";
    }

    /** Posts the alerts, waits for those that are due, and then for one that always gets through: so long had the others. */
    private void deliver(String own, List<String> alerts, String... due) throws Exception {
        try (Alertmanager alertmanager = Alertmanager.start(folder, config(own))) {
            Await.until(() -> alertmanager.post(String.join(",", alerts)));
            for (String name : due) {
                Await.until(() -> received.stream().anyMatch(page -> page.contains('"' + name + '"')));
            }
            Await.until(() -> alertmanager.post(MARKER));
            Await.until(() -> received.stream().anyMatch(page -> page.contains("MemoryCritical")));
        }
    }

    /** The rendered file, without waiting, and with every receiver's own ways replaced by the sink. */
    private String config(String own) throws Exception {
        Path file = Files.writeString(folder.resolve("own.yml"), own);
        String text = Rendering.ALERTMANAGER
                .of(Renderer.definition(
                        RunbookLoader.of(Environment.of(Map.of())).over(file)))
                .get(0)
                .text()
                .replaceAll("group_wait: \\w+", "group_wait: 1s");
        StringBuilder receivers = new StringBuilder(text.substring(0, text.indexOf("\nreceivers:\n") + 12));
        for (String name : List.of("nobody", "heartbeat", "page", "page-security", "standard", "security", "tickets")) {
            receivers.append("  - name: ").append(name).append("\n    webhook_configs: [{url: 'http://127.0.0.1:");
            receivers
                    .append(sink.getAddress().getPort())
                    .append('/')
                    .append(name)
                    .append("'}]\n");
        }
        return receivers.toString();
    }
}
