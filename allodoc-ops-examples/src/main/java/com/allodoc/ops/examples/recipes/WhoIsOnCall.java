package com.allodoc.ops.examples.recipes;

import com.allodoc.ops.oncall.Layer;
import com.allodoc.ops.oncall.OnCallSchedule;
import com.allodoc.ops.oncall.Rotation;
import com.allodoc.ops.oncall.ShiftOverride;
import com.allodoc.ops.time.Occurrence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/** Who answers at an instant, why, and until when: across holidays, swaps and the clock change. */
public final class WhoIsOnCall {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** Three people, a week each, handing over on Mondays at nine; ben covers one night for ana. */
    public static final OnCallSchedule PRIMARY = OnCallSchedule.builder("primary")
            .layer(Layer.of(
                    "weekly",
                    1,
                    Rotation.builder(PARIS)
                            .from(LocalDate.of(2025, 3, 24), LocalTime.of(9, 0))
                            .people("ana", "ben", "cleo")
                            .build()))
            .override(new ShiftOverride(
                    "ben",
                    new Occurrence(Instant.parse("2025-03-29T19:00:00Z"), Instant.parse("2025-03-30T06:00:00Z")),
                    "ana is at a wedding"))
            .build();

    private WhoIsOnCall() {}

    public static String at(Instant instant) {
        return PRIMARY.who(instant).explain();
    }
}
