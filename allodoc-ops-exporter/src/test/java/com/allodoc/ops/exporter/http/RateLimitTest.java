package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // a clock that is about to wrap around

    private int admitted(RateLimit limit) {
        int count = 0;
        while (limit.admits()) {
            count++;
        }
        return count;
    }

    @Test
    void a_burst_at_once_and_then_one_per_interval() {
        RateLimit limit = RateLimit.of(Duration.ofSeconds(1), 5, now::get);

        assertThat(admitted(limit)).isEqualTo(5);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(admitted(limit)).isEqualTo(1);
        now.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(admitted(limit)).isZero();
        now.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(admitted(limit)).isEqualTo(5);
    }

    @Test
    void nonsense_is_refused() {
        assertThatThrownBy(() -> RateLimit.of(Duration.ZERO, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RateLimit.of(Duration.ofSeconds(1), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
