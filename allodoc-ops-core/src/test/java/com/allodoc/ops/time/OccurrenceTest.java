package com.allodoc.ops.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OccurrenceTest {
    private static final Instant TWO = Instant.parse("2025-01-05T02:00:00Z");
    private static final Instant FOUR = Instant.parse("2025-01-05T04:00:00Z");
    private static final Occurrence WINDOW = new Occurrence(TWO, FOUR);

    @Test
    void the_start_is_inside_and_the_end_is_not() {
        assertThat(WINDOW.contains(TWO)).isTrue();
        assertThat(WINDOW.contains(FOUR.minusNanos(1))).isTrue();
        assertThat(WINDOW.contains(FOUR)).isFalse();
    }

    @Test
    void neighbours_do_not_overlap() {
        assertThat(WINDOW.overlaps(new Occurrence(FOUR, FOUR.plusSeconds(1)))).isFalse();
        assertThat(WINDOW.overlaps(new Occurrence(FOUR.minusSeconds(1), FOUR.plusSeconds(1))))
                .isTrue();
    }

    @Test
    void an_end_before_the_start_is_refused() {
        assertThatThrownBy(() -> new Occurrence(FOUR, TWO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is before start");
    }
}
