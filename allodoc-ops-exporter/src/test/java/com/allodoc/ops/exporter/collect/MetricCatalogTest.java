package com.allodoc.ops.exporter.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.testing.FakeTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricCatalogTest {
    private static final Family UP = Family.gauge("pg_up", "Up.");
    private static final Family SETTING = Family.gauge("pg_settings_*", "A setting.");

    @Test
    void a_metric_is_found_by_its_name_or_by_its_pattern() {
        MetricCatalog catalog = MetricCatalog.of(List.of(UP, SETTING));

        assertThat(catalog.find("pg_up")).contains(UP);
        assertThat(catalog.find("pg_settings_port")).contains(SETTING);
        assertThat(catalog.find("pg_settings_")).isEmpty();
        assertThat(catalog.find("pg_down")).isEmpty();
    }

    @Test
    void a_name_has_one_type() {
        assertThatThrownBy(() -> MetricCatalog.of(List.of(UP, Family.counter("pg_up", "Up."))))
                .hasMessageContaining("pg_up is both a gauge and a counter");
    }

    @Test
    void targets_bring_their_envelope() {
        MetricCatalog catalog = MetricCatalog.ofTargets(List.of(new FakeTarget("a"), new FakeTarget("b")));

        assertThat(catalog.find("fake_up")).isPresent();
        assertThat(catalog.find("allodoc_target_up_reason")).isPresent();
    }
}
