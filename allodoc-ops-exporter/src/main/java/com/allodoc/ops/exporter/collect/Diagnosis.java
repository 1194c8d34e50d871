package com.allodoc.ops.exporter.collect;

import static java.util.Objects.requireNonNull;

/**
 * What went wrong with a target, for the metric and for people.
 *
 * @param reason the closed reason
 * @param message what, where and what to do about it, in one line and without secrets
 */
public record Diagnosis(UpReason reason, String message) {

    public Diagnosis {
        requireNonNull(reason, "reason");
        message = message.replace('\n', ' ').strip();
    }
}
