package com.allodoc.ops.check;

import static java.util.Objects.requireNonNull;

import com.allodoc.ops.threshold.ThresholdPolicy;

/** One number held against one policy, with its hysteresis and waiting times from run to run. Thread-safe. */
public final class MeasuredCheck implements Check {

    private final String subject;
    private final Reading reading;
    private final Judge judge;

    /** Where the number comes from. */
    @FunctionalInterface
    public interface Reading {
        /**
         * Reads it once; {@code NaN} when there is none.
         *
         * @throws Exception when it could not be read, in words for people
         */
        double read(CheckContext context) throws Exception;
    }

    MeasuredCheck(String subject, String name, String unit, ThresholdPolicy policy, Reading reading) {
        this.subject = requireNonNull(subject, "subject");
        this.reading = requireNonNull(reading, "reading");
        this.judge = new Judge(requireNonNull(policy, "policy"), name, unit);
    }

    @Override
    public CheckResult run(CheckContext context) throws Exception {
        return judge.conclude(context, subject, reading.read(context));
    }
}
