package com.allodoc.ops.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CheckContextTest {
    private final TestTime time = new TestTime();
    private final CheckContext context = CheckContext.of(time, time::nanoTime, Duration.ofSeconds(10));

    @Test
    void the_budget_leaves_a_tenth_of_the_limit_for_the_answer() {
        assertThat(context.remaining()).isEqualTo(Duration.ofSeconds(10));
        assertThat(context.budget()).isEqualTo(Duration.ofSeconds(9));
        time.advance(Duration.ofSeconds(5));
        assertThat(context.budget()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void a_used_up_budget_is_a_millisecond_because_zero_means_for_ever_to_sockets() {
        time.advance(Duration.ofSeconds(11));
        assertThat(context.remaining()).isZero();
        assertThat(context.budget()).isEqualTo(Duration.ofMillis(1));
        assertThat(context.budgetMillis()).isEqualTo(1);
    }

    @Test
    void a_result_knows_when_its_run_began_and_how_long_it_took() {
        time.advance(Duration.ofSeconds(2));
        CheckResult result = context.warning("slow");
        assertThat(result.startedAt()).isEqualTo(TestTime.START);
        assertThat(result.duration()).isEqualTo(Duration.ofSeconds(2));
        assertThat(context.deadline()).isEqualTo(TestTime.START.plusSeconds(10));
    }

    @Test
    void the_last_cancellation_is_handed_over_when_the_run_is_given_up() throws Exception {
        AtomicInteger cancelled = new AtomicInteger();
        context.onExpiry(() -> cancelled.addAndGet(1));
        context.onExpiry(() -> cancelled.addAndGet(10));
        CheckContext.Cancellation cancellation = Objects.requireNonNull(context.expire());
        assertThat(cancelled).hasValue(0);
        cancellation.cancel();
        assertThat(cancelled).hasValue(10);
    }

    @Test
    void a_cancellation_that_comes_too_late_is_carried_out_at_once() throws Exception {
        AtomicInteger cancelled = new AtomicInteger();
        assertThat(context.expire()).isNull();
        context.onExpiry(cancelled::incrementAndGet);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void a_limit_that_is_none_is_refused() {
        assertThatThrownBy(() -> CheckContext.of(time, Duration.ZERO)).hasMessageContaining("timeout must be positive");
    }
}
