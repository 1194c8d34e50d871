package com.allodoc.ops.oncall;

import com.allodoc.ops.time.BusinessCalendar;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;

/** The runbook's escalation: primary around the clock, secondary in business hours, manager always. */
final class Pagers {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final BusinessCalendar OFFICE =
            BusinessCalendar.weekdays(LocalTime.of(9, 0), LocalTime.of(18, 0), PARIS);

    static final Map<String, OnCallSchedule> SCHEDULES = Map.of(
            "primary", schedule(Layer.of("primary", 1, rotation("pat", "pia"))),
            "secondary", schedule(Layer.of("secondary", 1, rotation("sam")).during(OFFICE)));

    static final EscalationPolicy POLICY = builder().build();

    private Pagers() {}

    static EscalationPolicy.Builder builder() {
        return EscalationPolicy.builder("default")
                .step(EscalationTarget.onCall("primary"), Duration.ofMinutes(5))
                .step(EscalationTarget.onCall("secondary"), Duration.ofMinutes(10))
                .step(new EscalationTarget.Person("manager"), Duration.ofMinutes(15))
                .repeats(1);
    }

    private static OnCallSchedule schedule(Layer layer) {
        return OnCallSchedule.builder(layer.name()).layer(layer).build();
    }

    private static Rotation rotation(String... people) {
        return Rotation.builder(PARIS)
                .from(LocalDate.parse("2025-01-06"), LocalTime.of(9, 0))
                .people(people)
                .build();
    }
}
