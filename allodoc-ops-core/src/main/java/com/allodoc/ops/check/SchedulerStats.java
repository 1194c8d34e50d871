package com.allodoc.ops.check;

/**
 * How a {@link CheckScheduler} is doing. Immutable.
 *
 * @param running runs within their time limit
 * @param stuck runs beyond it, whose threads did not end when interrupted
 * @param waiting checks that are due while {@code maxConcurrent} others run
 * @param threads worker threads alive
 * @param droppedEvents events that a slow listener missed
 * @param failedListeners calls that a listener answered with an exception
 */
public record SchedulerStats(
        int running, int stuck, int waiting, int threads, long droppedEvents, long failedListeners) {}
