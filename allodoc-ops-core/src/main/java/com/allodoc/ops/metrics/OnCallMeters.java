package com.allodoc.ops.metrics;

import com.allodoc.ops.oncall.OnCallSchedule;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;

/**
 * Whether somebody answers, asked at each reading; never who. Thread-safe.
 *
 * <p>{@code allodoc_on_call_covered{schedule}} is 1 or 0.
 */
public final class OnCallMeters implements MeterBinder {

    private final List<OnCallSchedule> schedules;
    private final InstantSource clock;

    public OnCallMeters(Collection<OnCallSchedule> schedules, InstantSource clock) {
        this.schedules = List.copyOf(schedules);
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (OnCallSchedule schedule : schedules) {
            Gauge.builder("allodoc_on_call_covered", () -> isCovered(schedule) ? 1 : 0)
                    .description("Whether somebody is on call now.")
                    .tag("schedule", schedule.name())
                    .register(registry);
        }
    }

    private boolean isCovered(OnCallSchedule schedule) {
        Instant now = clock.instant();
        return !schedule.shifts(now, now.plusNanos(1)).isEmpty();
    }
}
