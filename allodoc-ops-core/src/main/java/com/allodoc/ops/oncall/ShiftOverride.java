package com.allodoc.ops.oncall;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.time.Occurrence;

/**
 * An exception to the rotation: {@code person} answers in {@code when}, whatever the layers say. Immutable.
 *
 * @param reason shown to whoever asks why
 */
public record ShiftOverride(String person, Occurrence when, String reason) {

    public ShiftOverride {
        requireNonNull(reason, "reason");
        if (person.isBlank()) {
            throw new IllegalArgumentException("person is blank; an override names who answers");
        }
        if (!when.start().isBefore(when.end())) {
            throw new IllegalArgumentException("when is empty: " + when + "; give the override an end after its start");
        }
    }

    Shift shift() {
        return new Shift(person, when, "override", reason);
    }
}
