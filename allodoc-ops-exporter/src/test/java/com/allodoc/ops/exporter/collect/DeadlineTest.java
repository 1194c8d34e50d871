package com.allodoc.ops.exporter.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(2), nanos::get);

    @Test
    void time_runs_out_even_where_the_clock_overflows() {
        assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(2));
        assertThat(deadline.isExpired()).isFalse();
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(deadline.isExpired()).isTrue();
        assertThat(deadline.remaining()).isZero();
    }

    @Test
    void milliseconds_are_never_the_zero_that_means_for_ever() {
        nanos.addAndGet(Duration.ofSeconds(9).toNanos());

        assertThat(deadline.remainingMillis()).isEqualTo(1);
    }

    @Test
    void the_earlier_of_two_counts() {
        assertThat(deadline.atMost(Duration.ofSeconds(1)).remaining()).isEqualTo(Duration.ofSeconds(1));
        assertThat(deadline.atMost(Duration.ofSeconds(3)).remaining()).isEqualTo(Duration.ofSeconds(2));
        assertThat(deadline.earlierBy(Duration.ofMillis(500)).remaining()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void a_negative_duration_is_refused() {
        assertThatThrownBy(() -> Deadline.after(Duration.ofSeconds(-1))).hasMessageContaining("negative");
    }
}
