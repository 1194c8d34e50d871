package com.allodoc.ops.exporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyTest {
    @ParameterizedTest
    @ValueSource(strings = {"pg_up", "job:rate5m", "_x", "A1"})
    void names_of_metrics(String name) {
        assertThat(Family.gauge(name, "Help.").name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1up", "pg-up", "pg up", "pgé", "a\nb"})
    void what_is_no_name_is_refused(String name) {
        assertThatThrownBy(() -> Family.gauge(name, "Help."))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a metric name");
    }

    @Test
    void a_label_has_no_colon() {
        assertThatThrownBy(() -> Family.gauge("up", "Help.", "a:b")).hasMessageContaining("\"a:b\"");
    }

    @Test
    void a_pattern_becomes_one_of_its_members() {
        Family pattern = Family.gauge("pg_settings_*", "A setting.");

        assertThat(pattern.isPattern()).isTrue();
        assertThat(pattern.named("pg_settings_port").isPattern()).isFalse();
    }
}
