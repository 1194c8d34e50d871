package com.allodoc.ops.check;

/**
 * A question that can be asked again and again. Whoever runs it owns the thread, the time limit and the exception
 * barrier; the check owns the answer.
 *
 * <p>An implementation is not run twice at once by one {@link CheckScheduler}. It should spend no more than
 * {@link CheckContext#budget} and stop when interrupted; one that doesn't is reported UNKNOWN and hurts nobody else. One
 * that is {@link AutoCloseable} is closed with the scheduler.
 */
@FunctionalInterface
public interface Check {

    /**
     * Asks once.
     *
     * @throws Exception when the answer is no, in the check's own words: reported as CRITICAL with the cause
     */
    CheckResult run(CheckContext context) throws Exception;
}
