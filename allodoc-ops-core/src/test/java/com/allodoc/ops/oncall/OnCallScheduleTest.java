package com.allodoc.ops.oncall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.time.BusinessCalendar;
import com.allodoc.ops.time.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OnCallScheduleTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final BusinessCalendar OFFICE = BusinessCalendar.weekdays(NINE, LocalTime.of(18, 0), PARIS);
    private static final Rotation ROTATION = Rotation.builder(PARIS)
            .from(LocalDate.parse("2025-01-06"), NINE)
            .people("ana", "bo", "cy")
            .build();
    private static final Layer LAYER = Layer.of("primary", 1, ROTATION);
    private static final OnCallSchedule PRIMARY =
            OnCallSchedule.builder("primary").layer(LAYER).build();

    @Nested
    class Who_is_on_duty {
        @Test
        void comes_with_layer_rule_and_next_change() {
            Duty duty = PRIMARY.who(at("2025-03-31T06:59:59Z"));

            assertThat(duty.person()).contains("cy");
            assertThat(duty.until()).contains(at("2025-03-31T07:00:00Z"));
            assertThat(duty.explain())
                    .isEqualTo("cy answers through primary (turn 11 of the rotation from 2025-01-06 09:00 Europe/Paris"
                            + " every P7D), until 2025-03-31T07:00:00Z");
        }

        @Test
        void changes_at_the_very_instant_of_the_handoff() {
            assertThat(PRIMARY.who(at("2025-03-31T07:00:00Z")).person()).contains("ana");
            assertThat(PRIMARY.who(at("2025-10-27T07:59:59Z")).until()).contains(at("2025-10-27T08:00:00Z"));
        }

        @Test
        void is_nobody_before_the_first_handoff_and_says_who_begins_when() {
            Duty duty = PRIMARY.who(at("2025-01-01T00:00:00Z"));

            assertThat(duty.person()).isEmpty();
            assertThat(duty.until()).contains(at("2025-01-06T08:00:00Z"));
            assertThat(duty.explain()).contains("nobody on duty: primary begins at 2025-01-06T09:00+01:00");
        }

        @Test
        void is_nobody_outside_business_hours() {
            Duty duty = officeHours().who(at("2025-06-11T02:05:00+02:00"));

            assertThat(duty.person()).isEmpty();
            assertThat(duty.until()).contains(at("2025-06-11T09:00:00+02:00"));
            assertThat(duty.explain()).contains("secondary is outside its hours until 2025-06-11T09:00+02:00");
        }

        @Test
        void is_nobody_without_a_layer() {
            Duty duty = OnCallSchedule.builder("empty").build().who(Instant.EPOCH);

            assertThat(duty.until()).isEmpty();
            assertThat(duty.explain()).isEqualTo("nobody on duty: empty has no layer, with no change in sight");
        }

        @Test
        void does_not_change_when_a_person_hands_over_to_themselves() {
            Layer alone = Layer.of(
                    "alone",
                    1,
                    Rotation.builder(PARIS)
                            .from(LocalDate.parse("2025-01-06"), NINE)
                            .people("ana")
                            .build());
            OnCallSchedule schedule =
                    OnCallSchedule.builder("alone").layer(alone).build();
            ShiftOverride far =
                    new ShiftOverride("bo", between("2025-06-01T00:00:00Z", "2025-06-02T00:00:00Z"), "leave");

            assertThat(schedule.who(at("2025-02-01T00:00:00Z")).until()).isEmpty();
            assertThat(schedule.with(far).who(at("2025-02-01T00:00:00Z")).until())
                    .contains(at("2025-06-01T00:00:00Z"));
        }
    }

    @Nested
    class Overrides {
        private final ShiftOverride night = new ShiftOverride(
                "di", between("2025-03-29T20:00:00+01:00", "2025-03-30T08:00:00+02:00"), "cy is at a wedding");

        @Test
        void beat_the_rotation_and_split_it() {
            List<Shift> shifts = PRIMARY.with(night).shifts(at("2025-03-24T08:00:00Z"), at("2025-03-31T07:00:00Z"));

            assertThat(shifts).extracting(Shift::person).containsExactly("cy", "di", "cy");
            assertThat(shifts.get(1).when().duration()).isEqualTo(Duration.ofHours(11));
            assertThat(shifts.get(1).layer()).isEqualTo("override");
            assertThat(shifts.get(1).rule()).isEqualTo("cy is at a wedding");
        }

        @Test
        void of_which_the_earlier_start_holds() {
            ShiftOverride later =
                    new ShiftOverride("ed", between("2025-03-30T06:00:00+02:00", "2025-03-30T12:00:00+02:00"), "typo");

            assertThat(PRIMARY.with(later).with(night).shifts(at("2025-03-29T19:00:00Z"), at("2025-03-30T12:00:00Z")))
                    .extracting(Shift::person)
                    .containsExactly("di", "ed", "cy");
        }

        @Test
        void come_in_pairs_for_a_swap() {
            OnCallSchedule swapped = OnCallSchedule.builder("primary")
                    .layer(LAYER)
                    .swap(new ShiftSwap(
                            "ana",
                            between("2025-01-11T00:00:00Z", "2025-01-12T00:00:00Z"),
                            "bo",
                            between("2025-01-18T00:00:00Z", "2025-01-19T00:00:00Z")))
                    .build();

            assertThat(swapped.who(at("2025-01-11T12:00:00Z")).explain())
                    .startsWith("bo answers through override (swap with ana)");
            assertThat(swapped.who(at("2025-01-18T12:00:00Z")).person()).contains("ana");
            CoverageReview review = swapped.review(at("2025-01-06T08:00:00Z"), at("2025-01-27T08:00:00Z"));
            assertThat(review.hours().values()).containsOnly(Duration.ofDays(7));
        }
    }

    @Nested
    class Layers {
        @Test
        void a_higher_priority_answers_in_its_hours_and_the_lower_one_fills_the_rest() {
            Layer day = Layer.of("day", 2, ROTATION.withPeopleFrom(LocalDate.parse("2025-01-06"), List.of("dan")))
                    .during(OFFICE);
            OnCallSchedule both =
                    OnCallSchedule.builder("both").layer(LAYER).layer(day).build();

            List<Shift> shifts = both.shifts(at("2025-06-10T00:00:00+02:00"), at("2025-06-11T00:00:00+02:00"));

            assertThat(shifts).extracting(Shift::layer).containsExactly("primary", "day", "primary");
            assertThat(shifts.get(1).when())
                    .isEqualTo(between("2025-06-10T09:00:00+02:00", "2025-06-10T18:00:00+02:00"));
            assertThat(both.gaps(at("2025-01-06T08:00:00Z"), at("2026-01-06T08:00:00Z")))
                    .isEmpty();
        }

        @Test
        void a_turn_that_changes_within_opening_hours_splits_them() {
            Layer noon = Layer.of(
                            "noon",
                            1,
                            Rotation.builder(PARIS)
                                    .from(LocalDate.parse("2025-06-09"), LocalTime.NOON)
                                    .people("ana", "bo")
                                    .build())
                    .during(OFFICE);

            assertThat(OnCallSchedule.builder("noon")
                            .layer(noon)
                            .build()
                            .shifts(at("2025-06-16T00:00:00+02:00"), at("2025-06-17T00:00:00+02:00")))
                    .extracting(shift -> shift.person() + " " + shift.when().duration())
                    .containsExactly("ana PT3H", "bo PT6H");
        }

        @Test
        void removing_a_person_does_not_move_past_shifts() {
            Layer without = LAYER.then(ROTATION.withPeopleFrom(LocalDate.parse("2025-06-16"), List.of("ana", "cy")));
            OnCallSchedule changed =
                    OnCallSchedule.builder("primary").layer(without).build();
            Instant change = at("2025-06-16T07:00:00Z");

            assertThat(changed.shifts(ROTATION.start(), change)).isEqualTo(PRIMARY.shifts(ROTATION.start(), change));
            assertThat(changed.shifts(change, change.plus(Duration.ofDays(21))))
                    .extracting(Shift::person)
                    .containsExactly("ana", "cy", "ana");
        }

        @Test
        void a_new_rotation_cuts_the_turn_it_falls_into() {
            Layer midweek = LAYER.then(ROTATION.withPeopleFrom(LocalDate.parse("2025-06-18"), List.of("di")));

            assertThat(OnCallSchedule.builder("primary")
                            .layer(midweek)
                            .build()
                            .shifts(at("2025-06-16T07:00:00Z"), at("2025-06-25T07:00:00Z")))
                    .extracting(shift ->
                            shift.person() + " " + shift.when().duration().toHours())
                    .containsExactly("cy 48", "di 168");
        }
    }

    @Nested
    class It_refuses {
        @Test
        void rotations_that_do_not_follow_each_other() {
            assertThatThrownBy(() -> LAYER.then(ROTATION)).hasMessageContaining("must follow each other");
        }

        @Test
        void two_layers_of_one_name() {
            OnCallSchedule.Builder builder =
                    OnCallSchedule.builder("primary").layer(LAYER).layer(LAYER);
            assertThatThrownBy(builder::build).hasMessageContaining("two are named primary");
        }

        @Test
        void overrides_and_swaps_that_mean_nothing() {
            Occurrence day = between("2025-01-11T00:00:00Z", "2025-01-12T00:00:00Z");
            assertThatThrownBy(() -> new ShiftOverride("di", Occurrence.at(day.start()), "typo"))
                    .hasMessageContaining("when is empty");
            assertThatThrownBy(() -> new ShiftSwap("ana", day, "ana", day)).hasMessageContaining("two people");
            assertThatThrownBy(() -> new ShiftSwap("ana", day, "bo", day)).hasMessageContaining("overlap");
        }
    }

    private static OnCallSchedule officeHours() {
        return OnCallSchedule.builder("secondary")
                .layer(new Layer("secondary", 1, List.of(ROTATION), OFFICE))
                .build();
    }

    private static Instant at(String offsetDateTime) {
        return OffsetDateTime.parse(offsetDateTime).toInstant();
    }

    private static Occurrence between(String start, String end) {
        return new Occurrence(at(start), at(end));
    }
}
