/**
 * A number becomes a level, purely. Entry points: {@link com.allodoc.ops.threshold.ThresholdPolicy} for one measurement
 * and {@link com.allodoc.ops.threshold.Objective} for a service level. Nothing here reads a clock, keeps state or does
 * I/O. May use {@code time} and the JDK; {@code check} and {@code runbook} use it.
 */
@NullMarked
package com.allodoc.ops.threshold;

import org.jspecify.annotations.NullMarked;
