package com.allodoc.ops.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.backup.BackupLocation;
import com.allodoc.ops.backup.BackupPlan;
import com.allodoc.ops.check.CheckDefinition;
import com.allodoc.ops.check.CheckListener;
import com.allodoc.ops.check.CheckScheduler;
import com.allodoc.ops.check.CheckSnapshot;
import com.allodoc.ops.check.CheckStatus;
import com.allodoc.ops.incident.InMemoryIncidentLog;
import com.allodoc.ops.incident.IncidentLog;
import com.allodoc.ops.incident.ResponsePolicy;
import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.Daily;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipesTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2025-03-31T10:00:00Z");
    private static final ResponsePolicy POLICY =
            ResponsePolicy.standard(BusinessCalendar.weekdays(LocalTime.of(9, 0), LocalTime.of(18, 0), PARIS));

    /** A scheduler each of whose checks has given its first answer. */
    private static CheckScheduler asked(CheckDefinition... checks) throws InterruptedException {
        CountDownLatch answers = new CountDownLatch(checks.length);
        CheckScheduler scheduler = CheckScheduler.builder()
                .checks(List.of(checks))
                .listener(new CheckListener() {
                    @Override
                    public void onResult(CheckSnapshot check) {
                        answers.countDown();
                    }
                })
                .build();
        scheduler.start();
        assertThat(answers.await(2, TimeUnit.MINUTES)).isTrue();
        return scheduler;
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Test
    void a_health_endpoint_answers_for_each_group() throws Exception {
        CheckDefinition good = CheckDefinition.builder("cache", context -> context.ok("answers"))
                .groups("ready", "live")
                .build();
        CheckDefinition bad = CheckDefinition.builder("database", context -> context.critical("refused"))
                .groups("ready")
                .build();
        try (CheckScheduler checks = asked(good, bad)) {
            HttpServer server = HealthEndpoint.serve(checks, 0);
            try {
                int port = server.getAddress().getPort();
                assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);
                HttpResponse<String> ready = get(port, "/health/ready");
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.body()).contains("ready: CRITICAL", "database: CRITICAL", "refused");
            } finally {
                server.stop(0);
            }
        }
    }

    @Test
    void a_gauge_is_held_against_its_limits() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (CheckScheduler checks = asked(QueueLength.check(registry))) {
            assertThat(checks.snapshot("queue").status()).isEqualTo(CheckStatus.UNKNOWN);
        }
        registry.gauge("queue.length", new AtomicInteger(20));
        try (CheckScheduler checks = asked(QueueLength.check(registry))) {
            assertThat(checks.snapshot("queue").status()).isEqualTo(CheckStatus.OK);
        }
        assertThat(QueueLength.POLICY.describe()).contains("warning > 80 until <= 50");
    }

    @Test
    void a_folder_says_what_becomes_of_each_backup(@TempDir Path folder) throws IOException {
        for (int day = 1; day <= 31; day++) {
            Files.writeString(folder.resolve("backup_production_202503%02d_020000.sql.gz".formatted(day)), "x");
        }
        List<String> lines = FolderRetention.explain(folder, NOW);
        assertThat(lines).hasSize(31);
        assertThat(lines.get(0))
                .startsWith(
                        "backup_production_20250331_020000.sql.gz: kept as daily 1 of 30, weekly 1 of 12, monthly 1");
        assertThat(folder).isDirectoryContaining(file -> file.toString().contains("20250301"));
    }

    @Test
    void somebody_is_on_call_and_one_knows_why() {
        assertThat(WhoIsOnCall.at(Instant.parse("2025-03-29T22:00:00Z")))
                .isEqualTo("ben answers through override (ana is at a wedding), until 2025-03-30T06:00:00Z");
        assertThat(WhoIsOnCall.at(Instant.parse("2025-03-31T06:59:59Z"))).startsWith("ana answers through weekly");
        assertThat(WhoIsOnCall.at(Instant.parse("2025-03-31T07:00:00Z"))).startsWith("ben answers through weekly");
    }

    @Test
    void an_incident_is_told_from_trigger_to_review() {
        assertThat(IncidentStory.tell(new InMemoryIncidentLog(), POLICY, NOW))
                .contains("Backend down", "SEV1", "restarted it", "anna");
    }

    @Test
    void a_runbook_says_what_it_can_not_keep(@TempDir Path repository) {
        assertThat(RunbookReview.findings(repository, NOW))
                .anyMatch(line -> line.startsWith("backup database: maximum data loss of at most 24 h can't be kept"));
    }

    @Test
    @SuppressWarnings("deprecation")
    void one_page_and_one_registry_show_the_same() throws Exception {
        BackupPlan plan = BackupPlan.builder("database", new Daily(LocalTime.of(2, 0), PARIS))
                .location(BackupLocation.local("primary"))
                .build();
        IncidentLog log = new InMemoryIncidentLog();
        IncidentStory.tell(log, POLICY, NOW);
        CheckDefinition check = CheckDefinition.builder("cache", context -> context.ok("answers"))
                .build();
        MeterRegistry simple = new SimpleMeterRegistry();
        var prometheus = OpsPage.prometheus();
        try (CheckScheduler checks = asked(check);
                HTTPServer server = OpsPage.serve(prometheus)) {
            OpsPage.bind(simple, checks, plan, log, POLICY);
            OpsPage.bind(prometheus, checks, plan, log, POLICY);

            assertThat(simple.get("allodoc_check_status").gauge().value()).isZero();
            assertThat(get(server.getPort(), "/metrics").body())
                    .contains(
                            "allodoc_check_status{check=\"cache\",} 0.0",
                            "allodoc_check_runs_total{check=\"cache\",} 1.0",
                            "# TYPE allodoc_check_runs_total counter",
                            "allodoc_check_duration_seconds_count{check=\"cache\",}",
                            "allodoc_check_last_result_timestamp_seconds{check=\"cache\",}",
                            "allodoc_backup_expected{location=\"primary\",plan=\"database\",} 1.0",
                            "allodoc_incidents_opened_total{severity=\"sev1\",} 1.0",
                            "allodoc_incidents_opened_total{severity=\"sev4\",} 0.0",
                            "allodoc_incident_acknowledge_seconds_bucket{severity=\"sev1\",le=\"300.0\",} 1.0",
                            "allodoc_incident_resolve_seconds_sum{severity=\"sev1\",} 1800.0")
                    .doesNotContain("allodoc_backup_last_success", "NaN", "anna");
        }
    }

    @Test
    void every_recipe_has_at_most_forty_lines() throws IOException {
        Path recipes = Path.of("src/main/java/com/allodoc/ops/examples/recipes");
        try (Stream<Path> files = Files.list(recipes)) {
            assertThat(files.filter(file -> !file.endsWith("package-info.java")))
                    .hasSizeGreaterThanOrEqualTo(6)
                    .allSatisfy(file -> assertThat(Files.readAllLines(file).stream()
                                    .filter(line -> !line.startsWith("import ") && !line.isBlank()))
                            .as("%s, without imports and blank lines", file.getFileName())
                            .hasSizeLessThanOrEqualTo(40));
        }
    }
}
