package com.allodoc.ops.check;

/**
 * Hears what a {@link CheckScheduler} finds, on a thread of its own and in order. A listener that is slow misses events,
 * which is counted, and delays no check; what it throws is logged and counted.
 */
public interface CheckListener {

    /** After every result, also an UNKNOWN that the scheduler gave for a check without an answer. */
    default void onResult(CheckSnapshot check) {}

    /** After every change; {@link Transition.Kind#isNotification} says whether people are to be told. */
    default void onTransition(CheckSnapshot check, Transition transition) {}
}
