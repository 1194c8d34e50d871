package com.allodoc.ops.oncall;

import java.time.Instant;
import java.util.Optional;

/** Who answers at an instant, and why. That nobody does is a value like any other. Immutable. */
public sealed interface Duty {

    /** Who answers; empty when nobody does. */
    Optional<String> person();

    /** When somebody else, or nobody, takes over; empty when that lies more than a year ahead. */
    Optional<Instant> until();

    /** One sentence for people. */
    String explain();

    /**
     * Somebody answers.
     *
     * @param shift the stretch that holds, from the asked instant on
     * @param until the next change of person
     */
    record OnDuty(Shift shift, Optional<Instant> until) implements Duty {
        @Override
        public Optional<String> person() {
            return Optional.of(shift.person());
        }

        @Override
        public String explain() {
            return shift.person() + " answers through " + shift.why() + untilText(until);
        }
    }

    /**
     * Nobody answers.
     *
     * @param reason what each layer lacks
     * @param until when somebody does
     */
    record Nobody(String reason, Optional<Instant> until) implements Duty {
        @Override
        public Optional<String> person() {
            return Optional.empty();
        }

        @Override
        public String explain() {
            return "nobody on duty: " + reason + untilText(until);
        }
    }

    private static String untilText(Optional<Instant> until) {
        return until.map(instant -> ", until " + instant).orElse(", with no change in sight");
    }
}
