package com.allodoc.ops.oncall;

import static com.allodoc.ops.oncall.CoverageFinding.Kind.DOUBLE_COVER;
import static com.allodoc.ops.oncall.CoverageFinding.Kind.GAP;
import static com.allodoc.ops.oncall.CoverageFinding.Kind.UNBALANCED;
import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoverageReviewTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final BusinessCalendar OFFICE = BusinessCalendar.weekdays(NINE, LocalTime.of(18, 0), PARIS);
    private static final Rotation ROTATION = Rotation.builder(PARIS)
            .from(LocalDate.parse("2025-01-06"), NINE)
            .people("ana", "bo", "cy")
            .build();
    private static final Layer LAYER = Layer.of("primary", 1, ROTATION);
    private static final Instant START = ROTATION.start();
    private static final Instant YEAR_LATER = Instant.parse("2026-01-05T08:00:00Z");

    @Test
    void a_rotation_around_the_clock_has_nothing_to_find() {
        CoverageReview review = schedule(LAYER).review(START, YEAR_LATER);

        assertThat(review.findings()).isEmpty();
        assertThat(review.hours().values().stream().reduce(Duration.ZERO, Duration::plus))
                .isEqualTo(Duration.between(START, YEAR_LATER));
    }

    @Test
    void the_time_before_the_first_handoff_is_a_gap() {
        Instant newYear = Instant.parse("2025-01-01T00:00:00Z");

        assertThat(schedule(LAYER).review(newYear, YEAR_LATER).findings(GAP))
                .extracting(CoverageFinding::when)
                .containsExactly(new Occurrence(newYear, START));
    }

    @Test
    void a_holiday_that_nobody_covers_is_a_gap_in_the_hours_that_should_be_covered() {
        Layer closedAtChristmas = LAYER.during(OFFICE.withHolidays(List.of(LocalDate.parse("2025-12-25"))));

        List<CoverageFinding> gaps =
                schedule(closedAtChristmas).review(START, YEAR_LATER, OFFICE).findings(GAP);

        assertThat(gaps)
                .extracting(CoverageFinding::explanation)
                .containsExactly("nobody answers for test from 2025-12-25T08:00:00Z to 2025-12-25T17:00:00Z;"
                        + " add an override or a layer below");
    }

    @Test
    void two_people_of_equal_rank_are_double_cover() {
        Layer twin = Layer.of("twin", 1, ROTATION.withPeopleFrom(LocalDate.parse("2025-12-29"), List.of("di")));

        List<CoverageFinding> doubles =
                schedule(LAYER, twin).review(START, YEAR_LATER).findings(DOUBLE_COVER);

        assertThat(doubles).hasSize(1);
        assertThat(doubles.get(0).when()).isEqualTo(new Occurrence(Instant.parse("2025-12-29T08:00:00Z"), YEAR_LATER));
        assertThat(doubles.get(0).explanation()).contains("(primary) and di (twin) have equal rank");
    }

    @Test
    void a_layer_below_is_no_double_cover() {
        Layer below = Layer.of("below", 0, ROTATION.withPeopleFrom(LocalDate.parse("2025-01-06"), List.of("di")));

        assertThat(schedule(LAYER, below).review(START, YEAR_LATER).findings(DOUBLE_COVER))
                .isEmpty();
    }

    @Test
    void overrides_that_meet_are_double_cover() {
        Occurrence day = new Occurrence(START, START.plus(Duration.ofDays(1)));
        OnCallSchedule twice =
                schedule(LAYER).with(new ShiftOverride("di", day, "leave")).with(new ShiftOverride("ed", day, "leave"));

        assertThat(twice.review(START, YEAR_LATER).findings(DOUBLE_COVER)).hasSize(1);
    }

    @Test
    void hours_further_apart_than_one_turn_are_unbalanced() {
        Occurrence twoWeeks = new Occurrence(START.plus(Duration.ofDays(7)), START.plus(Duration.ofDays(21)));
        OnCallSchedule burdened = schedule(LAYER).with(new ShiftOverride("ana", twoWeeks, "leave of the others"));

        CoverageReview review = burdened.review(START, START.plus(Duration.ofDays(21)));

        assertThat(review.hours())
                .isEqualTo(Map.of("ana", Duration.ofDays(21), "bo", Duration.ZERO, "cy", Duration.ZERO));
        assertThat(review.findings(UNBALANCED))
                .extracting(CoverageFinding::explanation)
                .containsExactly("ana has 504 h and bo 0 h, further apart than the longest turn of 168 h;"
                        + " let bo take over a turn");
    }

    @Test
    void a_rotation_in_business_hours_is_balanced_at_every_moment() {
        OnCallSchedule office = schedule(LAYER.during(OFFICE));
        for (int days = 1; days < 120; days++) {
            assertThat(office.review(START, START.plus(Duration.ofDays(days)), OFFICE)
                            .findings())
                    .as("after %s days", days)
                    .isEmpty();
        }
    }

    private static OnCallSchedule schedule(Layer... layers) {
        return new OnCallSchedule("test", List.of(layers), List.of());
    }
}
