package com.allodoc.ops.exporter.render.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQueryTest {

    @Test
    void finds_metrics_with_their_labels_and_innermost_function() {
        assertThat(PromQuery.selectors(
                        "sum by (a, b) (rate(x_total{c=\"1\", d!~\"by (z)\"}[5m])) / on (a) group_left y"))
                .containsExactly(new Selector("x_total", Set.of("c", "d"), "rate"), new Selector("y", Set.of(), ""));
    }

    @Test
    void takes_neither_operators_nor_label_lists_for_metrics() {
        assertThat(PromQuery.selectors("a and on (b, c) d unless ignoring (e) f or g > bool 0"))
                .extracting(Selector::name)
                .containsExactly("a", "d", "f", "g");
    }

    @Test
    void knows_an_aggregation_with_its_labels_behind_it() {
        assertThat(PromQuery.selectors("max(job:x:sum) by (job)"))
                .containsExactly(new Selector("job:x:sum", Set.of(), "max"));
    }

    @Test
    void a_number_with_a_unit_is_no_metric() {
        assertThat(PromQuery.selectors("vector(1) + x offset 5m"))
                .extracting(Selector::name)
                .containsExactly("x");
    }
}
