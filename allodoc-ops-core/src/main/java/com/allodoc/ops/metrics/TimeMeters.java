package com.allodoc.ops.metrics;

import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.MaintenanceCalendar;
import com.allodoc.ops.time.MaintenanceWindow;
import com.allodoc.ops.time.Occurrence;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether maintenance windows and business hours are open, asked at each reading. Thread-safe.
 *
 * <p>{@code allodoc_maintenance_active{window}} and {@code allodoc_business_hours_open} are 1 or 0;
 * {@code allodoc_maintenance_next_start_timestamp_seconds{window}} is the next opening, or the last one when none is left.
 */
public final class TimeMeters implements MeterBinder {

    private final MaintenanceCalendar windows;
    private final BusinessCalendar hours;
    private final InstantSource clock;

    public TimeMeters(MaintenanceCalendar windows, BusinessCalendar hours, InstantSource clock) {
        this.windows = windows;
        this.hours = hours;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("allodoc_business_hours_open", () -> hours.isOpen(clock.instant()) ? 1 : 0)
                .description("Whether business hours are open now.")
                .register(registry);
        for (MaintenanceWindow window : windows.windows()) {
            Gauge.builder("allodoc_maintenance_active", () -> window.isOpen(clock.instant()) ? 1 : 0)
                    .description("Whether the maintenance window is open now.")
                    .tag("window", window.name())
                    .register(registry);
            start(window, clock.instant())
                    .ifPresent(unused -> Gauge.builder(
                                    "allodoc_maintenance_next_start_timestamp_seconds",
                                    () -> start(window, clock.instant())
                                            .map(GaugeFamily::epochSeconds)
                                            .orElse(Double.NaN))
                            .description(
                                    "When the maintenance window opens next, or opened last when it never will again.")
                            .baseUnit("seconds")
                            .tag("window", window.name())
                            .register(registry));
        }
    }

    private static Optional<Instant> start(MaintenanceWindow window, Instant now) {
        return window.next(now).or(() -> window.previous(now)).map(Occurrence::start);
    }
}
