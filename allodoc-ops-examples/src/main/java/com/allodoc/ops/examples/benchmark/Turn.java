package com.allodoc.ops.examples.benchmark;

/**
 * What one scrape of a contender took, the mean of its turn.
 *
 * @param wallMillis from the request to the last byte
 * @param cpuMillis of the contender's process, user and system
 * @param peakMib the most memory it has had in RAM so far
 * @param bytes of the page
 * @param series on the page
 */
record Turn(double wallMillis, double cpuMillis, double peakMib, double bytes, double series) {}
