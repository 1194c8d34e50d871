package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StableTopTest {

    private static final StableTop TOP = new StableTop(2, 4);

    private static Map<String, double[]> values(Object... namesAndValues) {
        Map<String, double[]> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], (double[]) namesAndValues[i + 1]);
        }
        return values;
    }

    private static double[] one(double value) {
        return new double[] {value};
    }

    @Test
    void the_greatest_by_each_measure_come_in() {
        Map<String, double[]> values = values(
                "slow",
                new double[] {9, 1},
                "often",
                new double[] {1, 9},
                "both",
                new double[] {8, 8},
                "none",
                new double[] {2, 2});
        assertThat(TOP.choose(values, Set.of(), 2)).containsExactly("both", "often", "slow");
    }

    @Test
    void one_that_was_in_stays_until_it_is_far_behind() {
        Map<String, double[]> values = values("a", one(9), "b", one(8), "c", one(7), "d", one(6), "e", one(5));
        assertThat(TOP.choose(values, Set.of("d"), 1)).containsExactly("a", "b", "d");
        assertThat(TOP.choose(values, Set.of("e"), 1)).containsExactly("a", "b");
    }

    @Test
    void two_that_change_places_change_nothing() {
        Set<String> before = TOP.choose(values("a", one(9), "b", one(8), "c", one(7)), Set.of(), 1);
        assertThat(before).containsExactly("a", "b");
        Set<String> after = TOP.choose(values("a", one(9), "b", one(8), "c", one(8.5)), before, 1);
        assertThat(after).containsExactly("a", "b", "c");
        assertThat(TOP.choose(values("a", one(9), "b", one(8.6), "c", one(8.5)), after, 1))
                .isEqualTo(after);
    }

    @Test
    void who_has_nothing_of_a_measure_has_no_rank_by_it() {
        assertThat(TOP.choose(values("a", one(0), "b", one(1)), Set.of("a"), 1)).containsExactly("b");
    }

    @Test
    void one_that_is_gone_is_gone() {
        assertThat(TOP.choose(values("b", one(1)), Set.of("a"), 1)).containsExactly("b");
    }

    @Test
    void of_equals_the_first_by_name_comes_in() {
        assertThat(TOP.choose(values("d", one(1), "c", one(1), "b", one(1), "a", one(1)), Set.of(), 1))
                .containsExactly("a", "b");
    }

    @Test
    void a_choice_that_keeps_fewer_than_come_in_is_refused() {
        assertThatThrownBy(() -> new StableTop(3, 2)).hasMessageContaining("3, 2");
    }
}
