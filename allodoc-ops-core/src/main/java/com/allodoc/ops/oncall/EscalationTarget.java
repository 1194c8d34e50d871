package com.allodoc.ops.oncall;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whom an escalation step notifies: a person, or whoever a schedule names when the step is due. Immutable. */
public sealed interface EscalationTarget {

    /** The person's or the schedule's name. */
    String name();

    /**
     * Who is notified at {@code instant}, and why; empty when it is nobody.
     *
     * @throws IllegalArgumentException if {@code schedules} lacks the schedule it refers to
     */
    Optional<Recipient> resolve(Map<String, OnCallSchedule> schedules, Instant instant);

    /**
     * Who is notified.
     *
     * @param why in words
     */
    record Recipient(String person, String why) {}

    /** Always the same person, on duty or not. */
    static EscalationTarget person(String name) {
        return new Person(name);
    }

    /** Whoever is on duty in the schedule of that name. */
    static EscalationTarget onCall(String schedule) {
        return new OnCall(schedule);
    }

    /** A person who is always notified. */
    record Person(String name) implements EscalationTarget {
        public Person {
            requireName(name);
        }

        @Override
        public Optional<Recipient> resolve(Map<String, OnCallSchedule> schedules, Instant instant) {
            return Optional.of(new Recipient(name, "named by the policy"));
        }
    }

    /** Whoever is on duty. */
    record OnCall(String name) implements EscalationTarget {
        public OnCall {
            requireName(name);
        }

        @Override
        public Optional<Recipient> resolve(Map<String, OnCallSchedule> schedules, Instant instant) {
            OnCallSchedule schedule = schedules.get(name);
            if (schedule == null) {
                throw new IllegalArgumentException("schedules has no " + name + ", only " + schedules.keySet()
                        + "; pass every schedule the policy refers to");
            }
            return schedule.shiftAt(instant).map(shift -> new Recipient(shift.person(), shift.why()));
        }
    }

    private static void requireName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank; name a person or a schedule");
        }
    }
}
