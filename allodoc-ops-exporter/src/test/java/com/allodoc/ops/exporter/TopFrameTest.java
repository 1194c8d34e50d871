package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.allodoc.ops.exporter.config.ServiceBudget;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two readings become a frame: arithmetic on values, no engine. */
class TopFrameTest {
    private static final double MEGA = 1 << 20;
    private static final String SERVICE = "container_label_com_docker_compose_service";

    private record Made(String name, String service, double cpu, double memory) {}

    private static TopReading reading(int second, Made... containers) {
        Family cpu = Family.counter("container_cpu_usage_seconds_total", "CPU.", "id", "name", SERVICE, "cpu");
        Family memory = Family.gauge("container_memory_working_set_bytes", "Memory.", "id", "name", SERVICE);
        Family sent = Family.counter("container_network_transmit_bytes_total", "Sent.", "id", "name", SERVICE);
        SampleTable.Builder times = SampleTable.labelled("id", "name", SERVICE, "cpu");
        int cpuColumn = times.column(cpu);
        SampleTable.Builder others = SampleTable.labelled("id", "name", SERVICE);
        int memoryColumn = others.column(memory);
        int sentColumn = others.column(sent);
        for (Made each : containers) {
            times.row("/docker/" + each.name(), each.name(), each.service(), "total")
                    .set(cpuColumn, each.cpu());
            // Two interfaces are one sum.
            others.row("/docker/" + each.name(), each.name(), each.service())
                    .set(memoryColumn, each.memory())
                    .set(sentColumn, 1);
            others.row("/docker/" + each.name(), each.name(), each.service()).set(sentColumn, 2);
        }
        return TopReading.of(new Snapshot(
                "container", "local", Instant.ofEpochSecond(second), List.of(times.build(), others.build())));
    }

    private static TopFrame frame(TopReading before, TopReading now) {
        List<TopFrame.Row> rows = TopFrame.rows(Optional.of(before), now, ServiceBudget.RUNBOOK);
        return new TopFrame(
                now.snapshot().at(), rows, TopFrame.uses(rows, ServiceBudget.RUNBOOK), List.of());
    }

    @Test
    void cores_are_the_time_used_in_between() {
        TopFrame frame = frame(
                reading(10, new Made("a", "", 5, MEGA)), reading(14, new Made("a", "", 7, MEGA)));
        assertThat(frame.rows()).singleElement().satisfies(row -> {
            assertThat(row.cores()).isCloseTo(0.5, within(1e-9));
            assertThat(row.memoryBytes()).isEqualTo(MEGA);
            assertThat(row.sent()).isEqualTo(3);
            assertThat(row.received()).isNaN();
        });
    }

    @Test
    void a_container_that_is_new_or_began_anew_has_no_cores_yet() {
        TopFrame frame = frame(
                reading(10, new Made("again", "", 5, MEGA)),
                reading(14, new Made("again", "", 1, MEGA), new Made("new", "", 1, MEGA)));
        assertThat(frame.rows()).hasSize(2).allSatisfy(row -> assertThat(row.cores()).isNaN());
    }

    @ParameterizedTest
    @CsvSource({
        "allodoc_postgres_prod, '', database",
        "allodoc_backend_prod, '', backend",
        "allodoc_nginx_prod, '', frontend",
        "shop-db-1, '', database",
        "x, redis, redis",
        "allodoc_grafana_1, '', monitoring",
        "adb, '', ''",
        "postgresql, '', ''",
    })
    void a_container_counts_for_the_service_whose_word_it_has(String name, String service, String budget) {
        TopFrame frame = frame(reading(10), reading(12, new Made(name, service, 1, MEGA)));
        assertThat(frame.rows().get(0).service()).isEqualTo(budget);
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1024, WITHIN", "1.6, 1024, NEAR", "2, 1024, NEAR", "2.01, 1, OVER", "0, 2049, OVER", "0, 1700, NEAR"})
    void a_service_is_judged_by_the_worse_of_CPU_and_memory(double cores, double mebi, TopFrame.Level level) {
        TopFrame frame = frame(
                reading(10, new Made("backend_1", "", 0, 0), new Made("backend_2", "", 0, 0)),
                reading(
                        20,
                        new Made("backend_1", "", cores * 4, mebi * MEGA),
                        new Made("backend_2", "", cores * 6, 0)));
        assertThat(frame.budgets()).singleElement().satisfies(use -> {
            assertThat(use.cores()).isCloseTo(cores, within(1e-9));
            assertThat(use.memoryBytes()).isEqualTo(mebi * MEGA);
        });
        assertThat(frame.level()).isEqualTo(level);
    }

    @Test
    void the_budgets_are_those_of_the_runbook() {
        assertThat(ServiceBudget.RUNBOOK)
                .extracting(ServiceBudget::service, ServiceBudget::cpus, b -> b.memoryBytes() / MEGA)
                .containsExactly(
                        tuple("frontend", 0.5, 512.0),
                        tuple("backend", 2.0, 2048.0),
                        tuple("database", 2.0, 4096.0),
                        tuple("redis", 1.0, 1024.0),
                        tuple("monitoring", 1.0, 2048.0));
    }
}
